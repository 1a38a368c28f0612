import { describe, expect, it } from 'vitest'
import { topOf } from './predictions.js'

const top = (values: number[], count: number) => topOf(Float32Array.from(values), ['a', 'b', 'c'], count)

describe('the most probable classes', () => {
  it('come first, the lower index among equals', () =>
    expect(top([0.25, 0.5, 0.25], 3)?.map(({ index, label }) => [index, label])).toEqual([
      [1, 'b'],
      [0, 'a'],
      [2, 'c'],
    ]))

  it('are as many as wanted, and unrounded', () =>
    expect(top([0.1, 0.9, 0], 1)).toEqual([{ index: 1, label: 'b', probability: Math.fround(0.9) }]))

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY]])('are none when an answer is %d', value =>
    expect(top([0.5, value, 0.5], 3)).toBeUndefined(),
  )
})
