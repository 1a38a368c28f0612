import { describe, expect, it } from 'vitest'
import { logRangeOf, rangeOf } from './ranges'

const series = { iterations: [0, 10, 20], min: [1, 2, Number.NaN], max: [1, 4, Number.NaN] }

describe('the range of an axis', () => {
  it('holds all that is seen, with some room', () => {
    const [low, high] = rangeOf([series, undefined]) ?? []
    expect(low).toBeCloseTo(0.76)
    expect(high).toBeCloseTo(4.24)
  })

  it('looks only at what is seen, and stays within its limits', () => {
    expect(rangeOf([series], [5, 15], [0, 4])?.[1]).toBe(4)
    expect(rangeOf([series], [0, 5])?.[0]).toBeCloseTo(0.92)
    expect(rangeOf([series], [100, 200])).toBeUndefined()
    expect(rangeOf([])).toBeUndefined()
  })

  it('of powers of ten has no place for zero', () => {
    expect(logRangeOf([{ iterations: [0, 1], min: [0, 0.01], max: [0, 10] }])).toEqual([0.01 / 1.2, 12])
    expect(logRangeOf([])).toEqual([0.1, 1])
  })
})
