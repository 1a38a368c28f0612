import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Platform, PROJECT, platform } from '../support/platform.js'

let shared: Platform

beforeAll(async () => {
  shared = await platform()
})

interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** A request as any program can send it: a browser's fetch would set Host and Origin itself. */
function send(
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const out = request(new URL(path, shared.url), { method, headers, timeout: 20_000 }, answer => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', part => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    out.on('error', reject)
    out.end(body)
  })
}

const TYPE = { 'content-type': 'application/json' }
const VIEWER = JSON.stringify({ query: '{ viewer { name } }' })
const graphql = (body: string, headers = {}) =>
  send('/graphql', { method: 'POST', headers: { ...TYPE, ...headers }, body })

describe('a page elsewhere', () => {
  const paths = [
    '/',
    '/p/local',
    '/graphql',
    `/media/${PROJECT}/datasets/x/mean.png`,
    '/objects/fovea/x?X-Amz-Signature=0',
  ]

  it.each(paths)('may not read %s under a foreign Origin', async path => {
    expect((await send(path, { headers: { origin: 'http://evil.example' } })).status).toBe(403)
  })

  it.each(paths)('may not read %s under a foreign Host', async path => {
    expect((await send(path, { headers: { host: 'evil.example' } })).status).toBe(403)
  })

  it('may not send a document', async () => {
    expect((await graphql(VIEWER, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await graphql(VIEWER, { origin: 'null' })).status).toBe(403)
    expect((await graphql(VIEWER, { origin: shared.url })).status).toBe(200)
    // A form's content type, which a browser sends to anywhere without asking.
    expect(
      (await send('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: VIEWER })).status,
    ).toBe(400)
  })

  it('may not open a socket', async () => {
    const open = (origin: string) =>
      new Promise<string>(resolve => {
        const socket = new WebSocket(`${shared.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin })
        socket.once('open', () => {
          socket.close()
          resolve('open')
        })
        socket.once('error', error => resolve(error.message))
      })
    expect(await open('http://evil.example')).toContain('403')
    expect(await open(shared.url)).toBe('open')
  })
})

describe('nonsense to GraphQL', () => {
  const cases: [name: string, body: string, status: number][] = [
    ['no JSON', '{"query":', 400],
    ['no query', '{}', 400],
    ['no document', JSON.stringify({ query: '}{' }), 400],
    ['an unknown field', JSON.stringify({ query: '{ nonsense }' }), 400],
    [
      'a wrong variable',
      JSON.stringify({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: {} } }),
      400,
    ],
    ['more than 2 MiB', JSON.stringify({ query: ' '.repeat(3 * 2 ** 20) }), 413],
  ]
  it.each(cases)('%s is refused without inner text', async (_, body, status) => {
    const answer = await graphql(body)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toMatch(/\bat .*\.js|node_modules|stack/)
  })

  it('answers ids that are none with nothing', async () => {
    for (const id of ['', 'x', "'; DROP TABLE run; --", '\u0000'])
      expect((await shared.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).node).toBeNull()
  })

  it('does nothing for a mutation by GET', async () => {
    const query = encodeURIComponent(`mutation { createUpload(projectId: "${PROJECT}") { id } }`)
    const { status } = await send(`/graphql?query=${query}`, { headers: { 'apollo-require-preflight': '1' } })
    expect(status).toBe(405)
  })
})

describe('bytes', () => {
  it('are not given without a signature, or with one of somebody else', async () => {
    expect((await send('/objects/fovea/anything')).status).toBe(403)
    const forged = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0'.repeat(64)}`
    expect((await send(`/objects/fovea/anything?${forged}`)).status).toBe(403)
    expect((await send('/objects/fovea/anything?X-Amz-Signature=0', { method: 'DELETE' })).status).toBe(405)
  })

  it('of another project are not there', async () => {
    const other = '018f0000-0000-7000-8000-000000000002'
    for (const path of [
      `datasets/${PROJECT}/mean.png`,
      `datasets/${PROJECT}/images/0.png`,
      `classifications/${PROJECT}.png`,
    ])
      expect((await send(`/media/${other}/${path}`)).status).toBe(404)
  })
})
