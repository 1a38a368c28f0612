import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { count } from '../lib/format'
import classes from './data-table.module.css'
import { walk } from './data-table-row'

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

interface Part<T> {
  bar?: Bar
  rows: T[]
}

/** Rows below the bar of their group. A group of which no row has been read yet has no bar, unless it is closed. */
export function groupsOf<T>(rows: T[], groups: Groups<T> | undefined): Part<T>[] {
  if (!groups) return [{ rows }]
  return groups.all
    .map(({ name, count }) => ({
      bar: { name, count, isClosed: groups.isClosed(name), toggle: () => groups.toggle(name) },
      rows: groups.isClosed(name) ? [] : rows.filter(row => groups.of(row) === name),
    }))
    .filter(({ bar, rows }) => bar.isClosed || rows.length > 0)
}

export function GroupBar({ name, count: size, isClosed, toggle, columns }: Bar & { columns: number }) {
  const Icon = isClosed ? IconChevronRight : IconChevronDown
  return (
    <tr className={classes.group} onKeyDown={event => walk(event) && event.preventDefault()}>
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
