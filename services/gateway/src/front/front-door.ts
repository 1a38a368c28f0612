import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { actingAs, type Logger } from '@fovea/service-kit'
import { createProxyServer } from 'httpxy'
import { v7 as uuid } from 'uuid'
import { localActor } from '../auth/local.js'
import { refusalOf } from '../auth/origin.js'
import { routeOf } from './route.js'

export interface FrontDoorOptions {
  /** Nest's server: GraphQL, media, health. */
  inner: Server
  console: string
  s3: string
  allowedHosts: string[]
  logger: Logger
  bind: string
  port: number
}

/** Largest body of a PUT below /objects in one piece. */
const UPLOAD_LIMIT_BYTES = 64 * 2 ** 20
const REQUEST_ID = /^[\w-]{8,64}$/

/** The only port: checks Host and Origin, gives each request its id and actor, and hands it to GraphQL, media, objects or the console. */
function frontDoor({ inner, console, s3, allowedHosts, logger }: FrontDoorOptions): Server {
  const proxy = createProxyServer({})

  const refuse = (response: ServerResponse, status: number, text: string) =>
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)

  const forward = async (request: IncomingMessage, response: ServerResponse, target: string, absent: string) => {
    try {
      await proxy.web(request, response, { target, changeOrigin: false, xfwd: true })
    } catch (error) {
      logger.warn({ err: error, path: request.url }, 'a proxied request failed')
      if (!response.headersSent) refuse(response.setHeader('retry-after', '2'), 503, absent)
      else response.destroy()
    }
  }

  const objects = (request: IncomingMessage, response: ServerResponse) => {
    if (!['GET', 'HEAD', 'PUT', 'OPTIONS'].includes(request.method ?? ''))
      return refuse(response, 405, 'Only GET and PUT.')
    if (!request.url?.includes('X-Amz-Signature=')) return refuse(response, 403, 'This address needs a signature.')
    if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMIT_BYTES)
      return refuse(response, 413, 'At most 64 MiB in one piece.')
    if (request.method === 'PUT' && request.headers['content-length'] === undefined)
      return refuse(response, 411, 'A length is needed.')
    request.url = request.url.slice('/objects'.length)
    return forward(request, response, s3, 'The object store does not answer; try again in a moment.')
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const given = request.headers['x-request-id']
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : uuid()
    request.headers['x-request-id'] = requestId
    response.setHeader('x-request-id', requestId)
    const refusal = refusalOf({ host: request.headers.host, origin: request.headers.origin }, allowedHosts)
    if (refusal) return refuse(response, 403, refusal)
    const route = routeOf(request.url ?? '/')
    if (route === 'objects') return objects(request, response)
    if (route === 'console') return forward(request, response, console, 'The console is starting. Reload in a moment.')
    return actingAs(localActor(requestId), () => inner.emit('request', request, response))
  }

  const server = createServer(handle)
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const refusal = refusalOf({ host: request.headers.host, origin: request.headers.origin }, allowedHosts)
    if (refusal || routeOf(request.url ?? '/') !== 'graphql')
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    else inner.emit('upgrade', request, socket, head)
  })
  return server
}

/** Opens the door on its port; a port that is taken is a sentence and a failed start. */
export function openFrontDoor(options: FrontDoorOptions): Promise<Server> {
  const server = frontDoor(options)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.bind, () => {
      options.logger.info({ address: server.address() }, 'the console is open')
      resolve(server)
    })
  })
}
