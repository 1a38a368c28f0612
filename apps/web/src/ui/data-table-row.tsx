import { type KeyboardEvent, type MouseEvent, memo, type Ref } from 'react'
import type { Column } from './data-table'
import classes from './data-table.module.css'

/** Where a line stands in its table. */
export interface Place {
  index: number
  /** Its number among all rows, counting the head, where not all are drawn. */
  rowIndex: number | undefined
  ref: Ref<HTMLTableRowElement> | undefined
}

interface Props<T> extends Place {
  id: string
  row: T
  columns: Column<T>[]
  /** Where Tab enters the table. */
  isFirst: boolean
  onOpen: ((row: T) => void) | undefined
  isSelected: boolean
  toggle: ((id: string, isRange: boolean) => void) | undefined
}

/** Arrows go to the next row, or to the bar of the next group. */
export function walk({ key, currentTarget }: KeyboardEvent<HTMLTableRowElement>): boolean {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false
  const next = currentTarget[step[key]]
  const target = next?.querySelector<HTMLElement>('[data-bar]') ?? next
  if (target instanceof HTMLElement) target.focus()
  return true
}

function Row<T>({ id, row, columns, isFirst, onOpen, isSelected, toggle, index, rowIndex, ref }: Props<T>) {
  const canFocus = onOpen !== undefined || toggle !== undefined
  const press = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') onOpen?.(row)
    else if (event.key === ' ' && toggle) toggle(id, event.shiftKey)
    else if (!walk(event)) return
    event.preventDefault()
  }
  const click = (event: MouseEvent<HTMLTableRowElement>) => {
    if ((event.target as Element).closest('a,button,input,label')) return
    if (toggle && event.shiftKey) toggle(id, true)
    else onOpen?.(row)
  }
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={rowIndex}
      tabIndex={canFocus ? (isFirst ? 0 : -1) : undefined}
      data-open={onOpen ? true : undefined}
      data-selected={isSelected || undefined}
      aria-selected={toggle ? isSelected : undefined}
      onKeyDown={canFocus ? press : undefined}
      onClick={onOpen ? click : undefined}
      onMouseDown={toggle && (event => event.shiftKey && event.preventDefault())}
    >
      {toggle && (
        <td className={classes.box}>
          <label>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label="Select this row"
              checked={isSelected}
              onClick={event => toggle(id, event.shiftKey)}
              readOnly
            />
          </label>
        </td>
      )}
      {columns.map(({ key, isNumber, isExtra, width, render }) => (
        <td
          key={key}
          data-number={isNumber || undefined}
          data-extra={isExtra || undefined}
          data-share={width !== undefined || undefined}
        >
          {render(row)}
        </td>
      ))}
    </tr>
  )
}

/** Drawn again only when its own row changes: a table may have thousands. */
export const TableRow = memo(Row) as typeof Row
