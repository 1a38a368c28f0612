'use client'

import { useRouter } from 'next/navigation'
import { Fragment, type ReactNode, useCallback, useMemo, useState } from 'react'
import { count } from '../lib/format'
import classes from './data-table.module.css'
import { GroupBar, type Groups, type Line, linesOf } from './data-table-groups'
import { type Order, TableHead } from './data-table-head'
import { TableRow } from './data-table-row'
import type { Selection } from './use-selection'
import { useVirtualRows } from './use-virtual-rows'

export interface Column<T> {
  key: string
  title: string
  /** Numbers are set flush right. */
  isNumber?: boolean
  /** Left out on narrow screens. */
  isExtra?: boolean
  width?: string
  /** What rows are sorted by here, or that whoever gives the rows sorts them by this column. */
  sortBy?: ((row: T) => string | number) | 'elsewhere'
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
  /** The order in which the rows come, where they are sorted elsewhere. */
  order?: Order | undefined
  onOrder?: (order: Order) => void
  /** Rows can be chosen, by box, Space, or a click with Shift. */
  selection?: Selection | undefined
  groups?: Groups<T> | undefined
  /** Rows beyond those given. */
  more?: { left: number; read: () => void } | undefined
}

const PAGE = 100
const ROW_PX = 34
const BAR_PX = 30

function sorted<T>(rows: T[], columns: Column<T>[], order: Order | undefined): T[] {
  const by = columns.find(({ key }) => key === order?.key)?.sortBy
  if (typeof by !== 'function' || !order) return rows
  const sign = order.isUp ? 1 : -1
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)]
    return (
      sign *
      (typeof left === 'string' ? left.localeCompare(String(right), 'en', { numeric: true }) : left - Number(right))
    )
  })
}

const Gap = ({ height }: { height: number }) => (
  <tr aria-hidden>
    <td style={{ height, padding: 0, border: 0 }} />
  </tr>
)

/** Dense rows; arrows walk through them, Enter opens one. */
export function DataTable<T>(props: Props<T>) {
  const { label, columns, rows, rowKey, href, onOpen, isSelected, empty, selection, groups, more } = props
  const router = useRouter()
  const [own, setOwn] = useState<Order>()
  const [shown, setShown] = useState(PAGE)
  const order = props.onOrder ? props.order : own
  const ordered = useMemo(() => sorted(rows, columns, own), [rows, columns, own])
  const canOpen = href !== undefined || onOpen !== undefined
  const open = useCallback((row: T) => (onOpen ? onOpen(row) : href && router.push(href(row))), [onOpen, href, router])

  const visible = props.onOrder ? ordered : ordered.slice(0, shown)
  const left = more?.left ?? ordered.length - visible.length
  const lines = linesOf(visible, groups)
  const { drawn, after, body, measure, rowCount, onFocus, onBlur } = useVirtualRows(lines.length, at =>
    lines[at]?.bar ? BAR_PX : ROW_PX,
  )

  if (rows.length === 0 && empty && !groups) return <p className={classes.empty}>{empty}</p>
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label} aria-rowcount={rowCount && rowCount + 1}>
        <TableHead columns={columns} order={order} onOrder={props.onOrder ?? setOwn} selection={selection} />
        <tbody ref={body} onFocus={onFocus} onBlur={onBlur}>
          {drawn.map(({ index, gap }) => {
            const { bar, row } = lines[index] as Line<T>
            const place = { index, ref: measure, rowIndex: rowCount && index + 2 }
            return (
              <Fragment key={bar ? `group ${bar.name}` : row && rowKey(row)}>
                {gap > 0 && <Gap height={gap} />}
                {bar && <GroupBar {...bar} {...place} columns={columns.length + (selection ? 1 : 0)} />}
                {row && (
                  <TableRow
                    {...place}
                    id={rowKey(row)}
                    row={row}
                    columns={columns}
                    isFirst={row === visible[0]}
                    onOpen={canOpen ? open : undefined}
                    isSelected={(isSelected?.(row) || selection?.has(rowKey(row))) ?? false}
                    toggle={selection?.toggle}
                  />
                )}
              </Fragment>
            )
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
      {left > 0 && (
        <button type="button" className={classes.more} onClick={more?.read ?? (() => setShown(shown + PAGE))}>
          Show {Math.min(PAGE, left)} more of {count(visible.length + left)}
        </button>
      )}
    </div>
  )
}
