import { expect, it } from 'vitest'
import { linesOf } from './lines.js'

const read = async (...chunks: (Buffer | string)[]) => {
  const lines: string[] = []
  for await (const line of linesOf(
    (async function* () {
      yield* chunks
    })(),
  ))
    lines.push(line)
  return lines
}

it.each([
  [['a\nb'], ['a', 'b']],
  [
    ['a\r', '\nb\n'],
    ['a', 'b'],
  ],
  [
    ['\uFEFFa\n\n', '\uFEFFb'],
    ['a', '', '\uFEFFb'],
  ],
  [[''], []],
  [[Buffer.from('船', 'utf8').subarray(0, 2), Buffer.from('船', 'utf8').subarray(2)], ['船']],
])('%j', async (chunks, lines) => expect(await read(...chunks)).toEqual(lines))

it('keeps the start of a line that does not end', async () => {
  const [long, next] = await read(...Array.from({ length: 100 }, () => 'x'.repeat(1000)), '\nshort')
  expect(long?.length).toBe(8192)
  expect(next).toBe('short')
})
