import { describe, expect, it } from 'vitest'
import { Lru } from './lru.js'

function filled(bounds: { count: number; weight: number }, weights: Record<string, number>) {
  const evicted: string[] = []
  const lru = new Lru<string>(bounds, value => evicted.push(value))
  for (const [key, weight] of Object.entries(weights)) lru.set(key, key, weight)
  return { lru, evicted }
}

describe('what was used last', () => {
  it('stays within the count', () => {
    const { lru, evicted } = filled({ count: 2, weight: 100 }, { a: 1, b: 1 })
    lru.get('a')
    lru.set('c', 'c', 1)
    expect([lru.get('a'), lru.get('b'), lru.get('c'), evicted]).toEqual(['a', undefined, 'c', ['b']])
  })

  it('stays within the weight', () =>
    expect(filled({ count: 9, weight: 10 }, { a: 4, b: 4, c: 5 }).evicted).toEqual(['a']))

  it('stays even when it alone weighs too much', () => {
    const { lru, evicted } = filled({ count: 9, weight: 10 }, { a: 4, b: 50 })
    expect([lru.get('b'), evicted]).toEqual(['b', ['a']])
  })

  it('takes the place of its forerunner', () => {
    const { lru, evicted } = filled({ count: 2, weight: 10 }, { a: 10 })
    lru.set('a', 'new', 10)
    expect([lru.get('a'), evicted]).toEqual(['new', ['a']])
  })

  it('is told of when all go', () => {
    const { lru, evicted } = filled({ count: 2, weight: 10 }, { a: 1, b: 1 })
    lru.clear()
    expect([lru.get('a'), evicted]).toEqual([undefined, ['a', 'b']])
  })
})
