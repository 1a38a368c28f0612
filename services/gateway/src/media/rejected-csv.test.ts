import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { rejectedCsv, rejectedOf } from './rejected-csv.js'

const NASTY = [
  { path: 'ship/a.jpg', reason: 'truncated' },
  { path: 'x},{"path":"y', reason: '}],"counts":' },
  { path: 'Schöne\n"Grüße"\u2028.png', reason: 'ends in \\' },
  { path: '\u0001'.repeat(4096), reason: 'last},{' },
]
const lines = NASTY.map(file => `${JSON.stringify(file)}\n`).join('')
const report = (rejected: object[]) => JSON.stringify({ version: 1, rejected, counts: { train: [1], val: [0] } })

/** A store that hands out its objects in pieces of so many bytes. */
const store = (objects: Record<string, string>, piece = 7) => ({
  stat: async (key: string) => (key in objects ? { key, bytes: 1, etag: '', modifiedAt: new Date() } : undefined),
  get: async (key: string) => Buffer.from(objects[key] ?? ''),
  stream: async (key: string) => {
    const whole = Buffer.from(objects[key] ?? '')
    const count = Math.ceil(whole.length / piece)
    return Readable.from(Array.from({ length: count }, (_, i) => whole.subarray(i * piece, (i + 1) * piece)))
  },
})

const built = { manifestKey: 'p/datasets/d/manifest.json', rejected: NASTY.slice(0, 1) }

async function read(dataset: typeof built, objects: ReturnType<typeof store>) {
  const found = []
  for await (const file of await rejectedOf(dataset, objects)) found.push(file)
  return found
}

it.each([1, 7, 100_000])('are read by lines, in pieces of %i bytes', async piece =>
  expect(await read(built, store({ 'p/datasets/d/rejected.jsonl': lines }, piece))).toEqual(NASTY),
)

it.each([[[]], [NASTY]])('are read out of the report of a dataset without lines', async rejected =>
  expect(await read(built, store({ 'p/datasets/d/report.json': report(rejected) }))).toEqual(rejected),
)

it('are those of the row where a build failed', async () =>
  expect(await read({ ...built, manifestKey: '' }, store({}))).toEqual(built.rejected))

it('are written for spreadsheets', async () => {
  const text = []
  for await (const line of rejectedCsv(NASTY.slice(0, 1))) text.push(line)
  expect(text.join('')).toBe('\ufefffile,reason\r\nship/a.jpg,truncated\r\n')
})
