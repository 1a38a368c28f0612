import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { constants } from 'node:zlib'
import { actingAs, type Logger } from '@fovea/service-kit'
import compression from 'compression'
import { createProxyServer } from 'httpxy'
import { v7 as uuid } from 'uuid'
import { isHttps } from '../auth/address.js'
import { actorOf, type Caller, setCaller } from '../auth/caller.js'
import { projectOf, secretOf } from '../auth/credentials.js'
import { refusalOf } from '../auth/origin.js'
import { agentFor } from './agents.js'
import { makeNonce, NO_PAGE, pagePolicy, securityHeaders } from './policy.js'
import { isProjectPage, mediaProject, type Route, routeOf } from './route.js'

export interface FrontDoorOptions {
  /** Nest's server: GraphQL, media, signing in, health. */
  inner: Server
  console: string
  s3: string
  allowedHosts: string[]
  logger: Logger
  /** Interface to listen on. */
  host: string
  port: number
  /** Name of the cookie that holds a session. */
  cookie: string
  /** Who stands behind a secret, in the wanted project. */
  identify: (secret: string | undefined, wanted: string) => Promise<Caller | undefined>
}

/** Largest body of a PUT below /objects in one piece. */
const UPLOAD_LIMIT_BYTES = 64 * 2 ** 20
/** A middling effort: pages are packed while people wait. */
const compress = compression({
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } },
}) as unknown as (request: IncomingMessage, response: ServerResponse, next: () => void) => void
const REQUEST_ID = /^[\w-]{8,64}$/

const NOBODY = {
  message: 'Nobody is signed in.',
  hint: 'Sign in on the console, or send an API token as `Authorization: Bearer …` (./fovea … --token, FOVEA_TOKEN).',
}

/** The only port: checks Host and Origin, finds out who asks, and hands the request to GraphQL, media, objects or the console. */
function frontDoor({ inner, console, s3, allowedHosts, logger, cookie, identify }: FrontDoorOptions): Server {
  const proxy = createProxyServer({})

  const refuse = (response: ServerResponse, status: number, text: string) =>
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)

  const forward = async (request: IncomingMessage, response: ServerResponse, target: string, absent: string) => {
    try {
      await proxy.web(request, response, { target, agent: agentFor(target), changeOrigin: false, xfwd: true })
    } catch (error) {
      logger.warn({ err: error, path: request.url?.replace(/\?.*/, '') }, 'a proxied request failed')
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
    // The signature is the right: what a browser or a script sends beside it is none of the store's business.
    for (const name of ['authorization', 'cookie']) delete request.headers[name]
    return forward(request, response, s3, 'The object store does not answer; try again in a moment.')
  }

  const page = (request: IncomingMessage, response: ServerResponse, caller: Caller | undefined) => {
    const { url = '/', method, headers } = request
    if (isProjectPage(url) && method === 'GET') {
      const to = !caller ? signInFor(url) : /^\/(\?|$)/.test(url) && caller.right && `/p/${caller.right.project.handle}`
      if (to) return response.writeHead(307, { location: to, 'cache-control': 'no-store' }).end()
    }
    const nonce = makeNonce()
    const policy = pagePolicy(nonce, headers.host ?? 'localhost')
    response.setHeader('content-security-policy', policy)
    // The console's server reads the nonce for its scripts from the policy.
    Object.assign(headers, { 'content-security-policy': policy, 'x-nonce': nonce })
    for (const name of ['authorization', 'cookie']) delete headers[name]
    return compress(request, response, () =>
      forward(request, response, console, 'The console is starting. Reload in a moment.'),
    )
  }

  const answer = async (route: Route, request: IncomingMessage, response: ServerResponse, requestId: string) => {
    if (route !== 'console') response.setHeader('content-security-policy', NO_PAGE)
    if (route === 'objects') return objects(request, response)
    if (route === 'health') return void inner.emit('request', request, response)
    const url = request.url ?? '/'
    if (route === 'console' && !isProjectPage(url)) return page(request, response, undefined)
    const secret = secretOf(request.headers, cookie)
    const caller = await identify(secret, route === 'media' ? mediaProject(url) : (projectOf(request.headers) ?? ''))
    if (route === 'console') return page(request, response, caller)
    if (caller) setCaller(request, caller)
    else if (route !== 'auth') return nobody(response)
    const go = () => void inner.emit('request', request, response)
    return caller ? actingAs(actorOf(caller, requestId), go) : go()
  }

  const nobody = (response: ServerResponse) => {
    const { message, hint } = NOBODY
    const body = { errors: [{ message, extensions: { code: 'unauthenticated', hint } }] }
    response
      .writeHead(401, { 'content-type': 'application/json; charset=utf-8', 'www-authenticate': 'Bearer' })
      .end(JSON.stringify(body))
  }

  const server = createServer((request, response) => {
    const { headers, method = 'GET' } = request
    const given = headers['x-request-id']
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : uuid()
    headers['x-request-id'] = requestId
    response.setHeader('x-request-id', requestId)
    for (const [name, value] of Object.entries(securityHeaders(isHttps(request)))) response.setHeader(name, value)
    const { host, origin } = headers
    const refusal = refusalOf({ host, origin, method, site: headers['sec-fetch-site'] }, allowedHosts)
    if (refusal) return refuse(response, 403, refusal)
    answer(routeOf(request.url ?? '/'), request, response, requestId).catch(error => {
      logger.error({ err: error, requestId }, 'who asks could not be found out')
      if (response.headersSent) response.destroy()
      else
        refuse(
          response.setHeader('retry-after', '2'),
          503,
          'The platform cannot tell who you are just now; try again in a moment.',
        )
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // Node takes its own listener off a socket that it hands over.
    socket.on('error', () => socket.destroy())
    const { host, origin } = request.headers
    const refusal = refusalOf({ host, origin, method: 'GET' }, allowedHosts)
    if (refusal || routeOf(request.url ?? '/') !== 'graphql')
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    else inner.emit('upgrade', request, socket, head)
  })
  return server
}

const signInFor = (url: string) => `/sign-in${url === '/' ? '' : `?next=${encodeURIComponent(url)}`}`

/** Opens the door on its port; a port that is taken is a sentence and a failed start. */
export function openFrontDoor(options: FrontDoorOptions): Promise<Server> {
  const server = frontDoor(options)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      options.logger.info({ address: server.address() }, 'the console is open')
      resolve(server)
    })
  })
}
