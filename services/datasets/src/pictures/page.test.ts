import { expect, it } from 'vitest'
import { pageOf } from './page.js'

it.each([
  [{ total: 100, first: 60, after: '' }, 0, 60, true],
  [{ total: 100, first: 60, after: '60' }, 60, 100, false],
  [{ total: 100, first: 0, after: '' }, 0, 50, true],
  [{ total: 1e6, first: 1e6, after: '5' }, 5, 505, true],
  [{ total: 7, first: 10, after: '99' }, 7, 7, false],
  [{ total: 0, first: 10, after: '' }, 0, 0, false],
])('%j', (asked, start, end, hasNext) => {
  const { total } = asked
  expect(pageOf(asked)).toEqual({ start, end, page: { endCursor: String(end), hasNext, total } })
})

it('refuses what is no cursor', () => {
  expect(() => pageOf({ total: 1, first: 1, after: '-1' })).toThrow('cursor')
})
