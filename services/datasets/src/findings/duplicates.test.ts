import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { duplicates, each } from './duplicates.js'
import { distance, emptyKeys, type Keys, setKey } from './keys.js'
import { MOST_PAIRS, NEAR_BITS, nearDuplicates } from './near-duplicates.js'

function keysOf(hashes: string[]): Keys {
  const keys = emptyKeys(hashes.length)
  for (const [at, hash] of hashes.entries()) setKey(keys, at, hash)
  return keys
}

function done<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done: isDone, value } = work.next()
    if (isDone) return value
  }
}

const some = (seed: number) => createHash('sha256').update(`${seed}`).digest('hex').slice(0, 16)
const flipped = (hash: string, ...bits: number[]) =>
  bits
    .reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${hash}`))
    .toString(16)
    .padStart(16, '0')
const all = (keys: Keys) => Uint32Array.from(keys.high.keys())

describe('equal keys', () => {
  it.each<[string, string[], number[][]]>([
    ['of none', [], []],
    ['of different images', [some(1), some(2), some(3)], []],
    ['of a pair', [some(1), some(2), some(1)], [[0, 2]]],
    [
      'of several groups',
      [some(9), some(2), some(2), some(9), some(9)],
      [
        [0, 3, 4],
        [1, 2],
      ],
    ],
    ['that differ in the last bit only', [some(1), flipped(some(1), 0)], []],
  ])('%s', (_, hashes, groups) => {
    const found = [...each(done(duplicates(keysOf(hashes))))].map(group => [...group])
    expect(found.sort(([a = 0], [b = 0]) => a - b)).toEqual(groups)
  })
})

it('counts the bits that differ', () => {
  const keys = keysOf([some(4), flipped(some(4), 0, 31, 32, 63), '0000000000000000', 'ffffffffffffffff'])
  expect([distance(keys, 0, 1), distance(keys, 0, 0), distance(keys, 2, 3)]).toEqual([4, 0, 64])
})

describe('near keys', () => {
  it.each<[string, number[], boolean]>([
    ['none', [], true],
    ['one bit of each of three bands', [5, 20, 40], true],
    ['three bits of one band', [0, 1, 2], true],
    ['one bit of each band', [5, 20, 40, 60], false],
    ['four bits of one band', [0, 1, 2, 3], false],
  ])('that differ in %s', (_, bits, isNear) => {
    const keys = keysOf([some(1), some(2), flipped(some(1), ...bits), some(3)])
    const pairs = isNear ? [{ a: 0, b: 2, bits: bits.length }] : []
    expect(done(nearDuplicates(keys, all(keys)))).toEqual({ pairs, isCut: false })
  })

  it('are those that comparing each with each finds', () => {
    const hashes = Array.from({ length: 400 }, (_, i) => flipped(some(i % 90), i % 7, (i * 11) % 64))
    const keys = keysOf(hashes)
    const pairs = []
    for (let b = 0; b < 400; b++)
      for (let a = 0; a < b; a++)
        if (distance(keys, a, b) <= NEAR_BITS) pairs.push({ a, b, bits: distance(keys, a, b) })
    expect(pairs.length).toBeGreaterThan(20)
    pairs.sort((x, y) => x.bits - y.bits || x.a - y.a || x.b - y.b)
    expect(done(nearDuplicates(keys, all(keys)))).toEqual({ pairs, isCut: false })
  })

  it('looks only at the images asked for', () => {
    const keys = keysOf([some(1), some(1), some(1)])
    expect(done(nearDuplicates(keys, Uint32Array.of(0, 2))).pairs).toEqual([{ a: 0, b: 2, bits: 0 }])
  })

  it('ends the search, and says so, where all are alike', () => {
    const keys = keysOf(Array.from({ length: 2 + Math.ceil(Math.sqrt(2 * MOST_PAIRS)) }, () => some(1)))
    const { pairs, isCut } = done(nearDuplicates(keys, all(keys)))
    expect([pairs.length, isCut]).toEqual([MOST_PAIRS, true])
  })
})
