import { describe, expect, it } from 'vitest'
import { splitCounts } from './split.js'

describe('the share of each split', () => {
  it.each([
    [10, 25, 0, 8, 2, 0],
    [2, 25, 0, 1, 1, 0],
    [3, 25, 0, 2, 1, 0],
    [10, 20, 10, 7, 2, 1],
    [5, 25, 25, 3, 1, 1],
    [7, 33, 33, 2, 2, 3],
    [100, 25, 10, 65, 25, 10],
    [1, 25, 0, 1, 0, 0],
    [3, 1, 1, 1, 1, 1],
    [0, 25, 25, 0, 0, 0],
    [10, 0, 0, 10, 0, 0],
    [10, 0, 30, 7, 0, 3],
  ])('of %i images, %i %% val, %i %% test: %i/%i/%i', (count, validationPercent, testPercent, train, val, test) => {
    expect(splitCounts(count, { validationPercent, testPercent })).toEqual({ train, val, test })
  })

  it('of MNIST is 45,002 and 14,998', () => {
    const perClass = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    const sizes = perClass.map(count => splitCounts(count, { validationPercent: 25, testPercent: 0 }))
    expect(sizes.reduce((sum, { train }) => sum + train, 0)).toBe(45_002)
    expect(sizes.reduce((sum, { val }) => sum + val, 0)).toBe(14_998)
  })
})
