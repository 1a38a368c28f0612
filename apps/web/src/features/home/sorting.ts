import type { Order } from '../../ui/data-table-head'
import type { Sorting } from './view'

/** Columns of a table by the sort that the server does; names rise by themselves, all else falls. */
export function columnOrder<S extends string>(
  sorting: Sorting<S>,
  columns: Partial<Record<S, string>>,
): Order | undefined {
  const key = columns[sorting.by]
  return key === undefined ? undefined : { key, isUp: (sorting.by === 'NAME') !== sorting.isReversed }
}

/** The sort for a column of which the title was pressed. */
export function sortingOf<S extends string>(
  { key, isUp }: Order,
  columns: Partial<Record<S, string>>,
): Sorting<S> | undefined {
  const by = (Object.keys(columns) as S[]).find(sort => columns[sort] === key)
  return by === undefined ? undefined : { by, isReversed: (by === 'NAME') !== isUp }
}
