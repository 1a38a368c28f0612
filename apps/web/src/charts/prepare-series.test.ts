import { describe, expect, it } from 'vitest'
import { align, append, best, forgetBeyond, fromViews, lossRange, valueAt } from './prepare-series'

const flat = (iterations: number[], values: number[]) => ({ iterations, min: values, max: values })

describe('series of a run', () => {
  it('appends later points and ignores those told twice', () => {
    const start = fromViews([{ series: 'train/loss', ...flat([1, 2], [0.9, 0.8]) }])
    const next = append(start, [{ series: 'train/loss', iterations: [2, 3], values: [0.8, 0.7] }])
    expect(next['train/loss']).toEqual(flat([1, 2, 3], [0.9, 0.8, 0.7]))
    expect(append(next, [{ series: 'train/loss', iterations: [3], values: [5] }])).toEqual(next)
  })

  it('starts a series that nobody knew', () => {
    expect(append({}, [{ series: 'val/loss', iterations: [24], values: [0.5] }])['val/loss']).toEqual(flat([24], [0.5]))
  })

  it('forgets what a resumed attempt tells anew', () => {
    const all = { a: flat([10, 20, 30], [1, 2, 3]), b: flat([10], [1]) }
    expect(forgetBeyond(all, 20)).toEqual({ a: flat([10, 20], [1, 2]), b: flat([10], [1]) })
  })

  it('aligns series of different pace on one axis in epochs', () => {
    const [x, train, val] = align([flat([12, 24, 36], [3, 2, 1]), flat([24], [2.5])], 24)
    expect(x).toEqual([0.5, 1, 1.5])
    expect(train).toEqual([3, 2, 1])
    expect(val).toEqual([null, 2.5, null])
  })

  it('draws a spike inside a bucket', () => {
    const [x, y] = align([{ iterations: [0, 100], min: [0.1, 0.1], max: [9, 0.1] }], 100)
    expect(x).toEqual([0, 0.5, 1])
    expect(y).toEqual([0.1, 9, 0.1])
  })

  it('leaves a gap where a value is not a number', () => {
    expect(align([flat([1, 2], [0.5, Number.NaN])], 1)[1]).toEqual([0.5, null])
  })

  it('finds the best value where it was first reached', () => {
    expect(best(flat([24, 48, 72], [0.8, 0.9, 0.9]))).toEqual({ iteration: 48, value: 0.9 })
    expect(best(undefined)).toBeUndefined()
  })

  it('knows the value at a moment', () => {
    const series = flat([24, 48], [0.8, 0.9])
    expect(valueAt(series, 47)).toBe(0.8)
    expect(valueAt(series, 100)).toBe(0.9)
    expect(valueAt(series, 3)).toBeUndefined()
  })

  it('does not let one early spike flatten the rest', () => {
    const values = [80, ...Array.from({ length: 300 }, () => 1)]
    expect(
      lossRange([
        flat(
          values.map((_, i) => i),
          values,
        ),
      ])[1],
    ).toBeLessThan(2)
    expect(lossRange([])).toEqual([0, 1])
  })
})
