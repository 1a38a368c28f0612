import { describe, expect, it } from 'vitest'
import { arrange, hold } from './hold-order'

const rows = (...ids: string[]) => ids.map(id => ({ id }))
const settled = (...ids: string[]) => ({ ids, isSettled: true })

describe('rows that keep their places', () => {
  it('are taken as they come until they have been read', () => {
    const cached = hold(undefined, ['b'], true)
    expect(cached).toEqual({ ids: ['b'], isSettled: false })
    const read = hold(cached, ['a', 'b'], false)
    expect(read).toEqual(settled('a', 'b'))
    expect(hold(read, ['c', 'a', 'b'], false)).toBe(read)
  })

  it.each([
    ['as they are', [rows('a', 'b')], [settled('a', 'b')], 'ab', 0],
    ['in another order', [rows('b', 'a')], [settled('a', 'b')], 'ab', 0],
    ['with one that is new', [rows('c', 'a', 'b')], [settled('a', 'b')], 'ab', 1],
    ['without one that is gone', [rows('b')], [settled('a', 'b')], 'b', 0],
    [
      'of two pages, one having moved to the other',
      [rows('c', 'a'), rows('b', 'd')],
      [settled('a', 'b'), settled('d')],
      'abd',
      1,
    ],
  ])('%s', (_, pages, held, order, news) => {
    const arranged = arrange(pages, held)
    expect(arranged.rows.map(({ id }) => id).join('')).toBe(order)
    expect(arranged.news).toBe(news)
  })
})
