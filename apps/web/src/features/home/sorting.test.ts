import { expect, it } from 'vitest'
import { columnOrder, sortingOf } from './sorting'

const COLUMNS = { NAME: 'name', ACTIVITY: 'activity' }

it.each([
  ['NAME', false, { key: 'name', isUp: true }],
  ['NAME', true, { key: 'name', isUp: false }],
  ['ACTIVITY', false, { key: 'activity', isUp: false }],
  ['ACTIVITY', true, { key: 'activity', isUp: true }],
] as const)('%s, reversed: %s', (by, isReversed, order) => {
  expect(columnOrder({ by, isReversed }, COLUMNS)).toEqual(order)
  expect(sortingOf(order, COLUMNS)).toEqual({ by, isReversed })
})

it('knows no column for another sort, and no sort for another column', () => {
  expect(columnOrder<string>({ by: 'NEWEST', isReversed: false }, COLUMNS)).toBeUndefined()
  expect(sortingOf({ key: 'size', isUp: true }, COLUMNS)).toBeUndefined()
})
