import http, { createServer, type RequestListener, type Server } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Allowed, parseAllowed } from './outside-address.js'
import { fetchOutside } from './outside-fetch.js'

const open: Server[] = []

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const allow = (...entries: string[]): Allowed[] => parseAllowed(entries.join(',')).allowed
const limits = { bytes: 2 ** 20, timeoutMs: 2000 }
const get = (url: string, allowed: Allowed[] = []) => fetchOutside(url, allowed, limits)

describe('fetching from outside', () => {
  it('reads from a host that is allowed by name and port, and says where redirects ended', async () => {
    const port = await serve((request, response) => {
      if (request.url !== '/end') return response.writeHead(302, { location: '/end' }).end()
      return response.writeHead(200, { 'content-type': 'Image/PNG; x=y' }).end('picture')
    })
    const fetched = await get(`http://localhost:${port}/start`, allow(`localhost:${port}`))
    expect(fetched).toEqual({
      body: Buffer.from('picture'),
      contentType: 'image/png',
      url: `http://localhost:${port}/end`,
    })
    await expect(get(`http://127.0.0.1:${port}/end`, allow('127.0.0.0/8'))).resolves.toMatchObject({
      contentType: 'image/png',
    })
  })

  it.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://0x7f.1:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
  ])('refuses %s before it connects', async url => {
    let asked = 0
    const port = await serve((_, response) => {
      asked++
      response.end()
    })
    await expect(get(url.replace('PORT', `${port}`))).rejects.toMatchObject({ code: 'url-refused' })
    expect(asked).toBe(0)
  })

  it('judges each redirect again', async () => {
    const inner = await serve((_, response) => response.end('secret'))
    const outer = await serve((request, response) => {
      const target = request.url === '/name' ? `http://localhost:${inner}/` : `http://127.0.0.1:${inner}/`
      response.writeHead(301, { location: target }).end()
    })
    const allowed = allow(`127.0.0.1:${outer}`)
    for (const path of ['/name', '/address'])
      await expect(get(`http://127.0.0.1:${outer}${path}`, allowed)).rejects.toMatchObject({ code: 'url-refused' })
  })

  it.each(['file:///etc/passwd', 'gopher://x/', 'data:text/plain,x'])('does not follow a redirect to %s', async url => {
    const port = await serve((_, response) => response.writeHead(302, { location: url }).end())
    await expect(get(`http://127.0.0.1:${port}/`, allow(`127.0.0.1:${port}`))).rejects.toMatchObject({
      code: 'url-bad',
    })
  })

  it('follows three redirects and no fourth', async () => {
    const port = await serve((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.end('there')
      else response.writeHead(307, { location: `/${left - 1}` }).end()
    })
    const allowed = allow(`127.0.0.1:${port}`)
    await expect(get(`http://127.0.0.1:${port}/3`, allowed)).resolves.toMatchObject({ body: Buffer.from('there') })
    await expect(get(`http://127.0.0.1:${port}/4`, allowed)).rejects.toMatchObject({ code: 'url-redirects' })
  })

  it.each([
    ['said', true],
    ['unsaid', false],
  ])('stops at a size that is %s', async (_, isSaid) => {
    const port = await serve((_, response) => {
      if (isSaid) response.setHeader('content-length', limits.bytes + 1)
      const send = () => response.write(Buffer.alloc(65_536), error => !error && send())
      send()
    })
    const answer = get(`http://127.0.0.1:${port}/`, allow(`127.0.0.1:${port}`))
    await expect(answer).rejects.toMatchObject({ code: 'too-large' })
  })

  it.each([
    ['never answers', () => {}],
    [
      'dribbles',
      (_: unknown, response: Parameters<RequestListener>[1]) => setInterval(() => response.write('x'), 50).unref(),
    ],
  ])('gives up on a host that %s', async (_, listener) => {
    const port = await serve(listener as RequestListener)
    const answer = fetchOutside(`http://127.0.0.1:${port}/`, allow(`127.0.0.1:${port}`), { ...limits, timeoutMs: 300 })
    await expect(answer).rejects.toMatchObject({ code: 'url-timeout' })
  })

  it.each([
    ['', 'url-bad'],
    ['picture.jpg', 'url-bad'],
    ['ftp://example.org/', 'url-bad'],
    ['javascript:alert(1)', 'url-bad'],
    ['http://user:secret@example.org/', 'url-bad'],
    [`http://example.org/${'a'.repeat(5000)}`, 'url-bad'],
    ['http://no-such-host.invalid/', 'url-unreachable'],
  ])('refuses %s', async (url, code) => expect(get(url)).rejects.toMatchObject({ code }))

  it('follows no redirect where none is allowed, and keeps what was said instead', async () => {
    const port = await serve((_, response) => response.writeHead(307, { location: '/other' }).end('x'.repeat(9)))
    const answer = fetchOutside(`http://127.0.0.1:${port}/`, allow(`127.0.0.1:${port}`), {
      ...limits,
      redirects: 0,
      errorBytes: 4,
    })
    await expect(answer).rejects.toMatchObject({
      code: 'url-status',
      answer: { status: 307, body: Buffer.from('xxxx') },
    })
  })

  it('keeps connections where it is given agents, and judges them all the same', async () => {
    const sockets = new Set()
    const port = await serve((request, response) => {
      sockets.add(request.socket)
      response.end('there')
    })
    const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }
    const fetch = (allowed: Allowed[]) => fetchOutside(`http://localhost:${port}/`, allowed, { ...limits, agents })
    await expect(fetch([])).rejects.toMatchObject({ code: 'url-refused' })
    for (let n = 0; n < 3; n++) await fetch(allow(`localhost:${port}`))
    expect(sockets.size).toBe(1)
    agents.http.destroy()
  })

  it('tells what the host said, and a host that is not there', async () => {
    const port = await serve((_, response) => response.writeHead(404).end())
    const allowed = allow('127.0.0.0/8')
    await expect(get(`http://127.0.0.1:${port}/`, allowed)).rejects.toMatchObject({ code: 'url-status' })
    open[0]?.close()
    open[0]?.closeAllConnections()
    await expect(get(`http://127.0.0.1:${port}/`, allowed)).rejects.toMatchObject({ code: 'url-unreachable' })
  })
})
