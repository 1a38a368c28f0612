import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChildPool } from './child-pool.js'
import { ChildError } from './framed-child.js'
import { makeLogger } from './logger.js'

/** A child in a few lines of Node: echoes, refuses, dies, stays silent or reports progress. */
const CHILD = `
const send = (header, payload = Buffer.alloc(0)) => {
  const text = Buffer.from(JSON.stringify({ ...header, payloadBytes: payload.length }))
  const length = Buffer.alloc(4); length.writeUInt32BE(text.length)
  process.stdout.write(Buffer.concat([length, text, payload]))
}
let rest = Buffer.alloc(0)
process.stdin.on('data', chunk => {
  rest = Buffer.concat([rest, chunk])
  for (;;) {
    if (rest.length < 4 || rest.length < 4 + rest.readUInt32BE()) return
    const header = JSON.parse(rest.subarray(4, 4 + rest.readUInt32BE()))
    const start = 4 + rest.readUInt32BE(), end = start + (header.payloadBytes ?? 0)
    if (rest.length < end) return
    const payload = rest.subarray(start, end)
    rest = rest.subarray(end)
    const { type, id } = header
    if (type === 'echo') send({ id, pid: process.pid }, payload)
    if (type === 'refuse') send({ id, error: { code: 'NO', reason: 'not today' } })
    if (type === 'die') process.exit(3)
    if (type === 'count') { send({ id, done: 1, total: 2 }); send({ id, done: 2, total: 2 }); send({ id, count: 2 }) }
    if (type === 'cancel') send({ id, error: { code: 'CANCELLED', reason: 'stopped' } })
  }
})
process.stdin.on('end', () => process.exit(0))
send({ ready: true, version: 1 })
`

let pool: ChildPool

beforeAll(() => {
  const command = { name: 'echo', command: process.execPath, args: ['-e', CHILD], env: {}, niceness: 1 }
  pool = new ChildPool({ ...command, size: 2 }, makeLogger('test', 'error'))
})
afterAll(() => pool.close())

const ask = (type: string, more = {}) => pool.ask({ type }, { timeoutMs: 5000, ...more })

describe('a pool of children', () => {
  it('answers, also many at once', async () => {
    const payloads = Array.from({ length: 50 }, (_, n) => Buffer.alloc(n * 1000, n))
    const answers = await Promise.all(payloads.map(payload => ask('echo', { payload })))
    answers.forEach((answer, n) => {
      expect(answer.payload.equals(payloads[n] as Buffer)).toBe(true)
    })
    expect(new Set(answers.map(answer => answer.header['pid'])).size).toBe(2)
  })

  it('passes refusals and progress on', async () => {
    await expect(ask('refuse')).rejects.toEqual(new ChildError('NO', 'not today'))
    const seen: number[] = []
    const { header } = await ask('count', { onProgress: (done: number) => seen.push(done) })
    expect([header['count'], seen]).toEqual([2, [1, 2]])
  })

  it('goes on after a child has died, or is silent too long', async () => {
    await expect(ask('die')).rejects.toThrow('code 3')
    await expect(ask('silence', { timeoutMs: 200 })).rejects.toThrow('silent')
    await expect(Promise.all(Array.from({ length: 10 }, () => ask('echo')))).resolves.toHaveLength(10)
  })

  it('stops a request that is given up', async () => {
    const given = new AbortController()
    const asked = ask('silence', { signal: given.signal })
    given.abort()
    await expect(asked).rejects.toThrow('CANCELLED')
  })

  it('refuses more than may wait', async () => {
    const given = new AbortController()
    const asked = Array.from({ length: 128 }, () => ask('silence', { signal: given.signal }).catch(() => undefined))
    await expect(ask('echo')).rejects.toThrow('busy')
    given.abort()
    await Promise.all(asked)
  })
})
