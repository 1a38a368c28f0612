import { createClient } from 'graphql-ws'
import { afterAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { documents } from '../counts/documents.js'
import { platform } from '../support/platform.js'

const { url } = await platform()
const socket = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })
afterAll(() => socket.dispose())

interface Answer {
  data?: unknown
  errors?: { message: string; extensions?: { code?: string; hint?: string } }[]
}

async function post(body: unknown): Promise<Answer & { status: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, ...((await response.json()) as Answer) }
}

const overSocket = (body: { query: string; extensions?: Record<string, unknown> }) =>
  new Promise<Answer>((resolve, reject) => {
    let last: Answer = {}
    const sink = {
      next: (answer: unknown) => {
        last = answer as Answer
      },
      error: (error: unknown) => (Array.isArray(error) ? resolve({ errors: error }) : reject(error)),
      complete: () => resolve(last),
    }
    socket.subscribe(body, sink)
  })

const ways: [string, (body: { query: string }) => Promise<Answer>][] = [
  ['HTTP', post],
  ['a socket', overSocket],
]

const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join(' ')
const local = (text: string) => `{ project(handle: "local") { ${text} } }`
const nested = 'newestRun { model { '.repeat(5)

const INTROSPECTION = '{ __schema { types { name fields { name type { name ofType { name ofType { name } } } } } } }'
const BOMB = `{ project(handle: "local") { ...f0 } } ${times(40, i => `fragment f${i} on Project { ...f${i + 1} ...f${i + 1} }`)} fragment f40 on Project { devices { notReady } }`

const refused: [string, string, string, RegExp][] = [
  [
    'too deep',
    local(`model(name: "a") { ${nested} id ${'} } '.repeat(5)} }`),
    'too-deep',
    /nests 13 fields; 12 are allowed/,
  ],
  ['many aliases', `{ ${times(31, i => `a${i}: viewer { name }`)} }`, 'too-many-aliases', /31 aliases; 30 are allowed/],
  [
    'pages inside pages',
    local('models(first: 200) { nodes { runs(first: 200) { nodes { id } } } }'),
    'too-costly',
    /may read 44,\d{3} objects; 10,000 are allowed/,
  ],
  [
    'all points of many runs',
    local('runs(first: 200) { nodes { points { series { min } } } }'),
    'too-costly',
    /allowed/,
  ],
  ['fragments within fragments', BOMB, 'too-costly', /allowed/],
  [
    'many words',
    `{ ${'viewer { name } '.repeat(600)} }`,
    'GRAPHQL_PARSE_FAILED',
    /more that 2000 tokens|more than 2000 tokens/,
  ],
]

describe.each(ways)('over %s', (way, ask) => {
  it.each(refused)('%s is refused before it is executed', async (_, query, code, message) => {
    const { data, errors } = await ask({ query })
    expect(data ?? null).toBeNull()
    expect(errors?.[0]?.message).toMatch(message)
    // A socket says of a document that cannot be read only why.
    if (way === 'HTTP' || code.startsWith('too')) expect(errors?.[0]?.extensions?.code).toBe(code)
    if (code.startsWith('too')) expect(errors?.[0]?.extensions?.hint).toMatch(/^Ask /)
  })

  it('the schema may be asked for', async () => {
    const { data } = await ask({ query: INTROSPECTION })
    expect(JSON.stringify(data)).toContain('"Dataset"')
  })

  it('a hash that no document of the console has is answered by what to do', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } }
    const answer = await (way === 'HTTP' ? post({ extensions }) : overSocket({ query: '', extensions }))
    expect(answer.errors?.[0]).toMatchObject({
      message: 'The platform knows no such document; this page is older or newer than it. Reload the page.',
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    })
  })
})

it('takes no batch of documents', async () => {
  const { status, errors } = await post([{ query: '{ viewer { name } }' }, { query: '{ viewer { name } }' }])
  expect(status).toBe(400)
  expect(errors?.[0]?.message).toMatch(/batch/i)
})

it('answers 400 to what is refused', async () => {
  expect((await post({ query: refused[0]?.[1] })).status).toBe(400)
})

describe('documents of the console', () => {
  const manifest = fetch(`${url}/documents.json`).then(response => response.json() as Promise<Record<string, string>>)

  it('are known by their hashes, all of them', async () => {
    const names = Object.values(await manifest).map(text => /(?:query|mutation) (\w+)/.exec(text)?.[1])
    expect(names.filter(Boolean).sort()).toEqual([...documents().keys()].sort())
  })

  it.each(ways.map(([way]) => way))('are answered by their hash over %s', async way => {
    const [sha256Hash] = Object.entries(await manifest).find(([, text]) => text.startsWith('query Shell(')) ?? []
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    const body = { variables: { handle: 'local' }, extensions }
    const { data } = await (way === 'HTTP' ? post(body) : overSocket({ query: '', ...body }))
    expect(data).toMatchObject({ project: { handle: 'local' } })
  })

  it('are not added to by those who ask', async () => {
    const query = '{ viewer { role } }'
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(query))
    const extensions = { persistedQuery: { version: 1, sha256Hash: Buffer.from(digest).toString('hex') } }
    expect((await post({ query, extensions })).data).toMatchObject({ viewer: {} })
    expect((await post({ extensions })).errors?.[0]?.extensions?.code).toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})
