import { describe, expect, it } from 'vitest'
import { dealImages } from './deal.js'
import { type Share, SPLITS } from './split.js'

describe('dealing', () => {
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `${kind}/${n}`)
  const images = (byClass: string[][]) => byClass.flatMap((paths, label) => paths.map(path => ({ path, label })))
  const classes = [
    { name: 'no ship', labels: [0] },
    { name: 'ship', labels: [1] },
  ]
  const plain = { least: 0, most: 0, keepsOrder: false, dealsAnew: false }
  const deal = (byClass: string[][], share: Share, seed: number) =>
    dealImages(images(byClass), classes, { ...plain, share, seed }).lists
  const byClass = [names('no ship', 40), names('ship', 20)]
  const share = { validationPercent: 25, testPercent: 10 }

  it('is the same for the same seed, whatever the order of the listing, and another for another seed', () => {
    const dealt = deal(byClass, share, 7)
    expect(
      deal(
        byClass.map(paths => [...paths].reverse()),
        share,
        7,
      ),
    ).toEqual(dealt)
    expect(deal(byClass, share, 8)).not.toEqual(dealt)
  })

  it('keeps each image once and each class in its share, mixed', () => {
    const dealt = deal(byClass, share, 7)
    const all = [...dealt.train, ...dealt.val, ...dealt.test]
    expect(all.map(({ path }) => path).sort()).toEqual(byClass.flat().sort())
    expect(dealt.train.filter(({ label }) => label === 1)).toHaveLength(13)
    expect(dealt.val.filter(({ label }) => label === 1)).toHaveLength(5)
    expect(dealt.train.slice(0, 10).some(({ label }) => label === 1)).toBe(true)
  })

  it('is this very order: changing it changes every dataset', () => {
    const dealt = deal([names('a', 4), names('b', 4)], { validationPercent: 25, testPercent: 0 }, 1)
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

  const all = images(byClass)
  const pathsOf = (lists: ReturnType<typeof deal>) =>
    Object.fromEntries(SPLITS.map(split => [split, lists[split].map(({ path }) => path).sort()]))

  it('keeps every image in its split when classes are left out or merged', () => {
    const whole = pathsOf(deal(byClass, share, 7))
    const ship = dealImages(all, [{ name: 'boat', labels: [1] }], { ...plain, share, seed: 7 })
    expect(pathsOf(ship.lists)['val']).toEqual(whole['val']?.filter(path => path.startsWith('ship')))
    const merged = dealImages(all, [{ name: 'any', labels: [0, 1] }], { ...plain, share, seed: 7 })
    expect(pathsOf(merged.lists)).toEqual(whole)
    expect(new Set(merged.lists.train.map(({ label }) => label))).toEqual(new Set([0]))
  })

  it('leaves out classes with too few images, and chooses of too many by the seed', () => {
    const few = dealImages(all, classes, { ...plain, share, seed: 7, least: 30 })
    expect(few).toMatchObject({ classes: ['no ship'], left: [{ name: 'ship', count: 20 }] })
    const most = dealImages(all, classes, { ...plain, share, seed: 7, most: 10 })
    const counts = SPLITS.map(split => most.lists[split].length)
    expect(counts).toEqual([12, 6, 2])
    const other = dealImages(all, classes, { ...plain, share, seed: 8, most: 10 })
    expect(pathsOf(other.lists)).not.toEqual(pathsOf(most.lists))
  })

  it('leaves an image in the split that the source gives, unless it is to deal anew', () => {
    const given = all.map((image, n) => ({ ...image, ...(n % 2 === 0 && { split: 'test' as const }) }))
    const none = { validationPercent: 0, testPercent: 0 }
    const kept = dealImages(given, classes, { ...plain, share: none, seed: 7 })
    expect(kept.lists.test).toHaveLength(30)
    expect(kept.lists.train).toHaveLength(30)
    const anew = dealImages(given, classes, { ...plain, share, seed: 7, dealsAnew: true })
    expect(anew.lists).toEqual(deal(byClass, share, 7))
  })

  it('keeps the order of the source where that is asked for', () => {
    const ordered = dealImages(all, classes, { ...plain, share, seed: 7, keepsOrder: true }).lists.train
    const places = ordered.map(({ path }) => all.findIndex(image => image.path === path))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
})
