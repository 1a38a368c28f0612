import { describe, expect, it } from 'vitest'
import type { Entries } from './chunk.js'
import { appendPoints, emptyTail } from './levels.js'
import { chooseLevel, clip, MAX_VALUES, thin } from './view.js'

function entriesOf(values: number[], level: number): Entries {
  const all: Entries = { iterations: [], min: [], max: [] }
  const { changed } = appendPoints(
    emptyTail(),
    values.map((_, i) => i),
    values,
  )
  for (const { entries } of changed.filter(chunk => chunk.level === level).sort((a, b) => a.k - b.k)) {
    all.iterations.push(...entries.iterations)
    all.min.push(...entries.min)
    all.max.push(...entries.max)
  }
  return all
}

describe('a view', () => {
  it.each([
    [0, 0, 0],
    [4000, 0, 0],
    [4001, 0, 1],
    [16_000, 0, 1],
    [16_001, 0, 2],
    [1_000_000, 0, 3],
    [1_000_000, 100, 5],
    [1_000_000, 9999, 3],
    [5, 1, 1],
  ])('of %i points within %i values is drawn from level %i', (points, limit, level) =>
    expect(chooseLevel(points, true, limit)).toBe(level),
  )

  it('never reads more than 4,000 values', () => {
    for (let points = 1; points < 5e7; points = Math.ceil(points * 1.37)) {
      const level = chooseLevel(points, true, 0)
      expect(Math.ceil(points / 8 ** level) * (level === 0 ? 1 : 2)).toBeLessThanOrEqual(MAX_VALUES)
    }
  })

  it('draws a spike of one point wherever it is', () => {
    for (const spike of [0, 1, 4095, 12_345, 29_999]) {
      const values = Array.from({ length: 30_000 }, () => 0)
      values[spike] = 1
      const entries = entriesOf(values, chooseLevel(values.length, true, 0))
      const at = entries.max.indexOf(1)
      expect(entries.max.filter(value => value === 1)).toHaveLength(1)
      expect(entries.iterations[at]).toBeLessThanOrEqual(spike)
      expect(entries.iterations[at + 1] ?? 30_000).toBeGreaterThan(spike)
    }
  })

  it('keeps the bucket in which a range begins', () => {
    const buckets: Entries = { iterations: [0, 8, 16, 24], min: [0, 1, 2, 3], max: [5, 6, 7, 8] }
    expect(clip(buckets, 1, { from: 10, to: 16 })).toEqual({ iterations: [8, 16], min: [1, 2], max: [6, 7] })
    const points: Entries = { iterations: [0, 8, 16, 24], min: [0, 1, 2, 3], max: [0, 1, 2, 3] }
    expect(clip(points, 0, { from: 10, to: 24 })).toMatchObject({ iterations: [16, 24], min: [2, 3], max: [2, 3] })
  })

  it('thins a live batch without losing its extremes', () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i === 1234 ? 99 : i === 4321 ? -99 : Math.sin(i)))
    const thinned = thin(
      values.map((_, i) => i),
      values,
      500,
    )
    expect(thinned.iterations.length).toBeLessThanOrEqual(500)
    expect(thinned.iterations).toContain(1234)
    expect(thinned.iterations).toContain(4321)
    expect(thinned.iterations).toEqual([...thinned.iterations].sort((a, b) => a - b))
  })
})
