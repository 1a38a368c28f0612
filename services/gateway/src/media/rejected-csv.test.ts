import { expect, it } from 'vitest'
import { rejectedIn } from './rejected-csv.js'

const report = (rejected: object[]) => JSON.stringify({ version: 1, rejected, counts: { train: [1], val: [0] } })

async function* inPieces(text: string, bytes: number) {
  const whole = Buffer.from(text)
  for (let at = 0; at < whole.length; at += bytes) yield whole.subarray(at, at + bytes)
}

const NASTY = [
  { path: 'ship/a.jpg', reason: 'truncated' },
  { path: 'x},{"path":"y', reason: '}],"counts":' },
  { path: 'Schöne\n"Grüße".png', reason: 'ends in \\' },
  { path: 'last},{', reason: 'is a folder],' },
]

it.each([1, 3, 7, 10_000])('is read in pieces of %i bytes', async bytes => {
  for (const rejected of [[], NASTY.slice(0, 1), NASTY]) {
    const found = []
    for await (const file of rejectedIn(inPieces(report(rejected), bytes))) found.push(file)
    expect(found).toEqual(rejected)
  }
})
