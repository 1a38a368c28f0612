import { describe, expect, it } from 'vitest'
import { dealSplits, splitCounts } from './split.js'

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

describe('dealing', () => {
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `${kind}/${n}`)
  const byClass = [names('no ship', 40), names('ship', 20)]
  const share = { validationPercent: 25, testPercent: 10 }

  it('is the same for the same seed, whatever the order of the listing, and another for another seed', () => {
    const dealt = dealSplits(byClass, share, 7)
    expect(
      dealSplits(
        byClass.map(paths => [...paths].reverse()),
        share,
        7,
      ),
    ).toEqual(dealt)
    expect(dealSplits(byClass, share, 8)).not.toEqual(dealt)
  })

  it('keeps each image once and each class in its share, mixed', () => {
    const dealt = dealSplits(byClass, share, 7)
    const all = [...dealt.train, ...dealt.val, ...dealt.test]
    expect(all.map(({ path }) => path).sort()).toEqual(byClass.flat().sort())
    expect(dealt.train.filter(({ label }) => label === 1)).toHaveLength(13)
    expect(dealt.val.filter(({ label }) => label === 1)).toHaveLength(5)
    expect(dealt.train.slice(0, 10).some(({ label }) => label === 1)).toBe(true)
  })

  it('is this very order: changing it changes every dataset', () => {
    const dealt = dealSplits([names('a', 4), names('b', 4)], { validationPercent: 25, testPercent: 0 }, 1)
    expect(dealt.train.map(({ path }) => path)).toMatchInlineSnapshot(`
      [
        "a/2",
        "b/2",
        "b/3",
        "a/1",
        "a/3",
        "b/0",
      ]
    `)
    expect(dealt.val.map(({ path }) => path)).toMatchInlineSnapshot(`
      [
        "a/0",
        "b/1",
      ]
    `)
  })
})
