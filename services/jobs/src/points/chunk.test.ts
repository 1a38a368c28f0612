import { describe, expect, it } from 'vitest'
import { type Entries, packChunk, unpackChunk } from './chunk.js'

const points = (iterations: number[], values: number[]): Entries => ({ iterations, min: values, max: values })

describe('a packed chunk', () => {
  it.each<[string, number, Entries]>([
    ['one point', 0, points([7], [0.1])],
    ['steps of one', 0, points([0, 1, 2, 3], [1, -0, 1e-300, 5e-324])],
    ['long steps', 0, points([0, 127, 255, 16_639, 2_113_791, 2_147_483_647], [1, 2, 3, 4, 5, 6])],
    ['infinities', 0, points([1, 2, 3], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])],
    ['buckets', 2, { iterations: [1, 65, 129], min: [0.1, 0.2, 0.3], max: [1.1, 1.2, 1.3] }],
  ])('comes back to the bit: %s', (_, level, entries) => {
    const first = entries.iterations[0] as number
    const back = unpackChunk(packChunk(entries, level), first, level)
    expect(back.iterations).toEqual(entries.iterations)
    expect(Buffer.from(Float64Array.from(back.min).buffer)).toEqual(Buffer.from(Float64Array.from(entries.min).buffer))
    expect(back.max).toEqual(entries.max)
  })

  it('takes nine bytes a point in steps of one', () => {
    const iterations = Array.from({ length: 64 }, (_, i) => i)
    expect(packChunk(points(iterations, iterations), 0).length).toBe(1 + 63 + 64 * 8)
  })
})
