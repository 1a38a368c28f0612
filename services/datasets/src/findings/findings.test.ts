import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Described, type Findings, FindingsOf, KINDS, MOST_LISTED } from './findings.js'

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

function findingsOf(images: Described[], target = { height: 32, width: 32 }): Findings {
  const of = new FindingsOf(images.length, target)
  for (const one of images) of.add(one)
  const work = of.findings()
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

const imagesOf = ({ kinds }: Findings) =>
  Object.fromEntries(
    KINDS.filter(kind => kinds[kind].count > 0).map(kind => [kind, kinds[kind].listed.map(({ images }) => images)]),
  )

it('finds nothing in ordinary images', () => {
  expect(imagesOf(findingsOf([image('a'), image('b'), image('c', { split: 'val' })]))).toEqual({})
})

it('knows whether all images were described', () => {
  const of = new FindingsOf(2, { height: 1, width: 1 })
  of.add(image('a'))
  expect(of.isComplete).toBe(false)
  of.add(image('b'))
  expect(of.isComplete).toBe(true)
})

describe('duplicates', () => {
  it('are leaks across splits, conflicts between labels, or nothing worse', () => {
    const images = [
      ...[image('twice'), image('twice')],
      ...[image('leaks'), image('leaks', { split: 'val' })],
      ...[image('disputed'), image('disputed', { label: 1 })],
      ...[image('both'), image('both', { label: 1, split: 'test' })],
    ]
    const { kinds } = findingsOf(images)
    const first = (kind: 'leak' | 'conflict' | 'duplicate') =>
      kinds[kind].listed.map(({ images: [number = -1] }) => number).sort()
    expect([first('leak'), first('conflict'), first('duplicate')]).toEqual([[2, 6], [4, 6], [0]])
  })

  it('of a large group show what is wrong with it', () => {
    const images = Array.from({ length: 40 }, () => image('many'))
    images.push(image('many', { split: 'val' }), image('many', { label: 3 }))
    const [group] = findingsOf(images).kinds.leak.listed
    expect(group).toEqual({ images: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 40, 41], size: 42 })
  })

  it('are all counted, but not all listed', () => {
    const images = Array.from({ length: 2 * MOST_LISTED + 20 }, (_, i) => image(`${i >> 1}`))
    const { count, listed } = findingsOf(images).kinds.duplicate
    expect([count, listed.length]).toEqual([MOST_LISTED + 10, MOST_LISTED])
  })
})

describe('near-duplicates', () => {
  const dhash = '0123456789abcdef'
  const nearly = '0123456789abcdec'
  it('are pairs over which no equal image counts twice, the nearest first', () => {
    const images = [
      ...[image('a', { dhash }), image('b', { dhash: nearly })],
      ...[image('a', { dhash }), image('c', { dhash: '0123456789abcdee', split: 'val' })],
    ]
    const { kinds } = findingsOf(images)
    expect(kinds['near-leak'].listed).toEqual([
      { images: [0, 3], size: 2, bits: 1 },
      { images: [1, 3], size: 2, bits: 1 },
    ])
    expect(kinds['near-duplicate'].listed).toEqual([{ images: [0, 1], size: 2, bits: 2 }])
  })

  it('are not told of images of one colour', () => {
    const plain = (as: string) => image(as, { dhash: '0'.repeat(16), deviation: 0.2 })
    expect(imagesOf(findingsOf([plain('red'), plain('blue')]))).toEqual({ constant: [[0], [1]] })
  })

  it('are cut where all look alike', () => {
    const { isCut, kinds } = findingsOf(Array.from({ length: 200 }, (_, i) => image(`${i}`, { dhash })))
    expect([isCut, kinds['near-duplicate'].count]).toEqual([true, 10_000])
  })
})

describe('single images', () => {
  it.each<[string, Partial<Described>, string[]]>([
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
    const found = imagesOf(findingsOf([image('other'), image('this', change)]))
    expect(found).toEqual(Object.fromEntries(kinds.map(kind => [kind, [[1]]])))
  })

  it('are bent against the shape of the dataset, not of a square', () => {
    const wide = { height: 20, width: 100 }
    expect(findingsOf([image('a', wide), image('b', wide)], wide).kinds.odd.count).toBe(0)
  })
})
