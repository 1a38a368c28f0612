import { expect, it } from 'vitest'
import { ALL, sixthOf } from './cases.js'

const SIXTHS = [0, 1, 2, 3, 4, 5].map(seed => sixthOf(ALL, seed))

it('tries every case once in six seeds', () => {
  expect(
    SIXTHS.flat()
      .map(one => JSON.stringify(one))
      .sort(),
  ).toEqual(ALL.map(one => JSON.stringify(one)).sort())
})

it.each(SIXTHS.map((cases, seed) => ({ seed, cases })))('mixes the sixth of seed $seed', ({ cases }) => {
  expect(cases).toHaveLength(ALL.length / 6)
  const runs = cases.filter(({ work }) => work === 'run').length
  expect(runs).toBeGreaterThanOrEqual(4)
  expect(runs).toBeLessThanOrEqual(9)
  expect(new Set(cases.map(({ phase }) => phase)).size).toBe(6)
  // Ending and starting everything takes longest.
  expect(cases.filter(({ victim }) => victim === 'platform' || victim === 'supervisor').length).toBeLessThanOrEqual(3)
})
