import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { count } from '../lib/format'
import classes from './data-table.module.css'
import { type Place, walk } from './data-table-row'

export interface Groups<T> {
  /** In their order; rows come in the same. */
  all: { name: string | null; count: number }[]
  of: (row: T) => string | null
  isClosed: (name: string | null) => boolean
  toggle: (name: string | null) => void
}

interface Bar {
  name: string | null
  count: number
  isClosed: boolean
  toggle: () => void
}

/** What one line of a table shows: a row, or the bar of a group. */
export interface Line<T> {
  bar?: Bar
  row?: T
}

/** Rows below the bar of their group. A group of which no row has been read yet has no bar, unless it is closed. */
export function linesOf<T>(rows: T[], groups: Groups<T> | undefined): Line<T>[] {
  if (!groups) return rows.map(row => ({ row }))
  return groups.all.flatMap(({ name, count }) => {
    const isClosed = groups.isClosed(name)
    const own = isClosed ? [] : rows.filter(row => groups.of(row) === name)
    if (!isClosed && own.length === 0) return []
    return [{ bar: { name, count, isClosed, toggle: () => groups.toggle(name) } }, ...own.map(row => ({ row }))]
  })
}

interface Props extends Bar, Place {
  columns: number
}

export function GroupBar({ name, count: size, isClosed, toggle, columns, index, rowIndex, ref }: Props) {
  const Icon = isClosed ? IconChevronRight : IconChevronDown
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={rowIndex}
      className={classes.group}
      onKeyDown={event => walk(event) && event.preventDefault()}
    >
      <th scope="rowgroup" colSpan={columns}>
        <button type="button" data-bar aria-expanded={!isClosed} onClick={toggle}>
          <Icon size={14} aria-hidden />
          <span>{name ?? 'In no group'}</span>
          <span className={classes.size}>{count(size)}</span>
        </button>
      </th>
    </tr>
  )
}
