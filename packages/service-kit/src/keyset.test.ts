import { describe, expect, it } from 'vitest'
import { keyset, orderFrom, type SortKey } from './keyset.js'

const ID = '01900000-0000-7000-8000-000000000001'
const BY_NAME: SortKey[] = [
  { sql: 'group_name', type: 'text', isDescending: false },
  { sql: 'best', type: 'float8', isDescending: true },
  { sql: 'id', type: 'uuid', isDescending: true },
]
const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64')

describe('an order read in pages', () => {
  it('begins anywhere', () => {
    const { orderBy, isBehind, values } = keyset('best', BY_NAME, '', 3)
    expect(orderBy).toBe('group_name ASC, best DESC, id DESC')
    expect([isBehind, values]).toEqual(['TRUE', []])
  })

  it('goes on behind the values of a row, whichever way each is sorted', () => {
    const { isBehind, values } = keyset('best', BY_NAME, cursor('best', 'Ωμέγα', '0.1', ID), 3)
    expect(isBehind).toBe(
      '(group_name > $3::text OR (group_name = $3::text AND (best < $4::float8 OR (best = $4::float8 AND id < $5::uuid))))',
    )
    expect(values).toEqual(['Ωμέγα', '0.1', ID])
  })

  it.each([
    ['no base64', '\0\0'],
    ['no list', cursor()],
    ['an id, as of a list by id', ID],
    ['another order', cursor('name', 'a', '0.1', ID)],
    ['too few values', cursor('best', 'a', '0.1')],
    ['no number', cursor('best', 'a', 'many', ID)],
    ['no id', cursor('best', 'a', '0.1', "' OR TRUE")],
    ['a zero byte', cursor('best', 'a\0', '0.1', ID)],
    ['an object', cursor('best', {}, {}, ID)],
  ])('refuses a cursor that is %s', (_, after) => {
    expect(() => keyset('best', BY_NAME, after, 1)).toThrow('not one of this list')
  })
})

describe('the order that a list is asked for', () => {
  const sorts = new Map<string, SortKey[]>([
    ['newest', []],
    ['name', [{ sql: 'name', type: 'text', isDescending: false }]],
  ])
  const group: SortKey = { sql: 'group_name', type: 'text', isDescending: false }
  it.each([
    [{}, 'id DESC'],
    [{ sort: 'name' }, 'name ASC, id DESC'],
    [{ sort: 'name', isReversed: true }, 'name DESC, id ASC'],
  ])('%j', (wanted, orderBy) => {
    expect(orderFrom(sorts, { after: '', ...wanted }, 'id', 1).orderBy).toBe(orderBy)
    expect(orderFrom(sorts, { after: '', ...wanted }, 'id', 1, [group]).orderBy).toBe(`group_name ASC, ${orderBy}`)
  })

  it('is one that the list knows', () => {
    expect(() => orderFrom(sorts, { sort: 'size', after: '' }, 'id', 1)).toThrow('not sorted by size')
  })
})
