import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Split } from '../builds/split.js'
import { type Described, FindingsOf, MOST_SHOWN } from './findings.js'

const hash = (of: string) => createHash('sha256').update(of).digest('hex')

/** An image as ordinary as any; its pixels and its look follow from `as`. */
const image = (as: string, change: Partial<Described> = {}): Described => ({
  label: 0,
  split: 'train',
  pixels: hash(as),
  dhash: hash(`look of ${as}`).slice(0, 16),
  height: 32,
  width: 32,
  deviation: 40,
  ...change,
})

function findingsOf(images: Described[], target = { height: 32, width: 32 }) {
  const of = new FindingsOf(images.length, target)
  for (const one of images) of.add(one)
  return of.findings()
}

it('finds nothing in ordinary images', () => {
  expect(findingsOf([image('a'), image('b'), image('c', { split: 'val' })])).toEqual({
    duplicates: { groups: 0, images: 0, leaks: 0, conflicts: 0, shown: [] },
    near: { pairs: 0, leaks: 0, shown: [] },
    constant: { count: 0, shown: [] },
    tiny: { count: 0, shown: [] },
    odd: { count: 0, shown: [] },
  })
})

describe('duplicates', () => {
  it('are told by leaks and conflicts, the gravest first', () => {
    const images = [
      ...[image('twice'), image('twice')],
      ...[image('leaks'), image('leaks', { split: 'val' })],
      ...[image('disputed'), image('disputed', { label: 1 })],
      ...[image('both'), image('both', { label: 1, split: 'test' })],
    ]
    expect(findingsOf(images).duplicates).toEqual({
      groups: 4,
      images: 8,
      leaks: 2,
      conflicts: 2,
      shown: [
        [6, 7],
        [4, 5],
        [2, 3],
        [0, 1],
      ],
    })
  })

  it('of a large group show what is wrong with it', () => {
    const images = Array.from({ length: 40 }, () => image('many'))
    images.push(image('many', { split: 'val' }), image('many', { label: 3 }))
    const [group] = findingsOf(images).duplicates.shown
    expect(group).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 40, 41])
  })

  it('are all counted, but not all shown', () => {
    const images = Array.from({ length: 2 * MOST_SHOWN + 20 }, (_, i) => image(`${i >> 1}`))
    const { groups, shown } = findingsOf(images).duplicates
    expect([groups, shown.length]).toEqual([MOST_SHOWN + 10, MOST_SHOWN])
  })
})

describe('near-duplicates', () => {
  const dhash = '0123456789abcdef'
  const nearly = '0123456789abcdec'
  it('are pairs over which no equal image counts twice, leaks first', () => {
    const images = [
      ...[image('a', { dhash }), image('b', { dhash: nearly })],
      ...[image('a', { dhash }), image('c', { dhash: '0123456789abcdee', split: 'val' })],
    ]
    expect(findingsOf(images).near).toEqual({
      pairs: 3,
      leaks: 2,
      shown: [
        { a: 0, b: 3, bits: 1 },
        { a: 1, b: 3, bits: 1 },
        { a: 0, b: 1, bits: 2 },
      ],
    })
  })

  it('are not told of images of one colour, nor where all look alike', () => {
    const plain = (as: string) => image(as, { dhash: '0'.repeat(16), deviation: 0.2 })
    expect(findingsOf([plain('red'), plain('blue')]).near).toEqual({ pairs: 0, leaks: 0, shown: [] })
    expect(findingsOf(Array.from({ length: 200 }, (_, i) => image(`${i}`, { dhash }))).near).toBeNull()
  })
})

describe('single images', () => {
  it.each<[string, Partial<Described>, ('constant' | 'tiny' | 'odd')[]]>([
    ['ordinary', {}, []],
    ['of one colour', { deviation: 0.99 }, ['constant']],
    ['dim', { deviation: 1 }, []],
    ['a thumbnail', { height: 15, width: 15 }, ['tiny']],
    ['half as large', { height: 16, width: 16 }, []],
    ['small in one direction', { height: 15, width: 32 }, []],
    ['a few pixels high', { height: 11, width: 30 }, ['tiny']],
    ['a strip', { height: 20, width: 61 }, ['odd']],
    ['a column', { height: 97, width: 32 }, ['odd']],
    ['wide', { height: 20, width: 60 }, []],
    ['a hair', { height: 1, width: 500 }, ['tiny', 'odd']],
  ])('%s', (_, change, kinds) => {
    const { constant, tiny, odd } = findingsOf([image('other'), image('this', change)])
    for (const [kind, found] of Object.entries({ constant, tiny, odd }))
      expect([kind, found.shown]).toEqual([kind, kinds.includes(kind as 'odd') ? [1] : []])
  })

  it('are bent against the shape of the dataset, not of a square', () => {
    const wide: Split = 'train'
    expect(
      findingsOf([image('a', { height: 20, width: 100, split: wide })], { height: 20, width: 100 }).odd.count,
    ).toBe(0)
  })
})
