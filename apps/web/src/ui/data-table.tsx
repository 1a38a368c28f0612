'use client'

import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import classes from './data-table.module.css'

export interface Column<T> {
  key: string
  title: string
  /** Numbers are set flush right. */
  isNumber?: boolean
  /** Left out on narrow screens. */
  isExtra?: boolean
  width?: string
  sortBy?: (row: T) => string | number
  render: (row: T) => ReactNode
}

interface Props<T> {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  href?: (row: T) => string
  onOpen?: (row: T) => void
  isSelected?: (row: T) => boolean
  /** Shown where there are no rows. */
  empty?: ReactNode
}

const PAGE = 100

interface Sort {
  key: string
  isUp: boolean
}

function sorted<T>(rows: T[], columns: Column<T>[], sort: Sort | undefined): T[] {
  const by = columns.find(({ key }) => key === sort?.key)?.sortBy
  if (!by || !sort) return rows
  const sign = sort.isUp ? 1 : -1
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)]
    return (
      sign *
      (typeof left === 'string' ? left.localeCompare(String(right), 'en', { numeric: true }) : left - Number(right))
    )
  })
}

/** Dense rows; arrows walk through them, Enter opens one. */
export function DataTable<T>({ label, columns, rows, rowKey, href, onOpen, isSelected, empty }: Props<T>) {
  const router = useRouter()
  const [sort, setSort] = useState<Sort>()
  const [shown, setShown] = useState(PAGE)
  const ordered = useMemo(() => sorted(rows, columns, sort), [rows, columns, sort])
  const canOpen = href !== undefined || onOpen !== undefined
  const open = (row: T) => (onOpen ? onOpen(row) : href && router.push(href(row)))

  const walk = (event: KeyboardEvent<HTMLTableRowElement>, row: T) => {
    const { key, currentTarget, target } = event
    if (target !== currentTarget) return
    const next =
      key === 'ArrowDown'
        ? currentTarget.nextElementSibling
        : key === 'ArrowUp'
          ? currentTarget.previousElementSibling
          : undefined
    if (next instanceof HTMLElement) next.focus()
    else if (key === 'Enter') open(row)
    else return
    event.preventDefault()
  }

  if (rows.length === 0 && empty) return <p className={classes.empty}>{empty}</p>
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber, isExtra, width, sortBy }) => {
              const isSorted = sort?.key === key
              return (
                <th
                  key={key}
                  scope="col"
                  style={{ width }}
                  data-number={isNumber || undefined}
                  data-extra={isExtra || undefined}
                  aria-sort={isSorted ? (sort.isUp ? 'ascending' : 'descending') : undefined}
                >
                  {sortBy ? (
                    <button
                      type="button"
                      className={classes.sort}
                      onClick={() => setSort({ key, isUp: isSorted ? !sort.isUp : !isNumber })}
                    >
                      {title}
                      {isSorted && (sort.isUp ? <IconArrowUp size={12} /> : <IconArrowDown size={12} />)}
                    </button>
                  ) : (
                    title
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, shown).map((row, index) => (
            <tr
              key={rowKey(row)}
              tabIndex={canOpen ? (index === 0 ? 0 : -1) : undefined}
              data-open={canOpen || undefined}
              data-selected={isSelected?.(row) || undefined}
              onKeyDown={canOpen ? event => walk(event, row) : undefined}
              onClick={canOpen ? event => !(event.target as Element).closest('a,button') && open(row) : undefined}
            >
              {columns.map(({ key, isNumber, isExtra, render }) => (
                <td key={key} data-number={isNumber || undefined} data-extra={isExtra || undefined}>
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {ordered.length > shown && (
        <button type="button" className={classes.more} onClick={() => setShown(shown + PAGE)}>
          Show {Math.min(PAGE, ordered.length - shown)} more of {ordered.length}
        </button>
      )}
    </div>
  )
}
