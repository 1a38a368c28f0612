import { describe, expect, it } from 'vitest'
import { smooth } from './smooth'

const flat = (values: number[], step = 1) => ({
  iterations: values.map((_, i) => i * step),
  min: values,
  max: values,
})

describe('smoothing', () => {
  it('leaves a series as it is when it is off', () => {
    const series = flat([1, 2])
    expect(smooth(series, 0)).toBe(series)
    expect(smooth(undefined, 5)).toBeUndefined()
  })

  it('keeps what is constant, from the first value on', () => {
    for (const value of smooth(flat([3, 3, 3]), 10)?.max ?? []) expect(value).toBeCloseTo(3)
  })

  it('remembers less the further back it was', () => {
    const [first, second, third] = smooth(flat([0, 1, 1], 10), 10)?.max ?? []
    const fade = Math.exp(-1)
    expect(first).toBe(0)
    expect(second).toBeCloseTo(1 / (1 + fade))
    expect(third).toBeCloseTo((1 + fade) / (1 + fade + fade ** 2))
  })

  it('takes the middle of a bucket and steps over what is no number', () => {
    const series = { iterations: [0, 1, 2], min: [0, Number.NaN, 0], max: [2, Number.NaN, 2] }
    for (const value of smooth(series, 4)?.max ?? []) expect(value).toBeCloseTo(1)
    expect(smooth(flat([Number.NaN]), 4)?.max[0]).toBeNaN()
  })
})
