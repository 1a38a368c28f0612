import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './data-table'
import classes from './data-table.module.css'
import type { Selection } from './use-selection'

export interface Order {
  key: string
  isUp: boolean
}

interface Props<T> {
  columns: Column<T>[]
  order: Order | undefined
  onOrder: (order: Order) => void
  selection: Selection | undefined
}

/** Titles; those that sort are buttons: once numbers and times from the top, names from A, then the other way. */
export function TableHead<T>({ columns, order, onOrder, selection }: Props<T>) {
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={classes.box}>
            <input
              type="checkbox"
              aria-label="Select all rows"
              checked={selection.isAll}
              ref={box => {
                if (box) box.indeterminate = selection.ids.length > 0 && !selection.isAll
              }}
              onChange={selection.toggleAll}
            />
          </th>
        )}
        {columns.map(({ key, title, isNumber, isExtra, width, sortBy }) => {
          const isSorted = order?.key === key
          return (
            <th
              key={key}
              scope="col"
              style={{ width }}
              data-number={isNumber || undefined}
              data-extra={isExtra || undefined}
              aria-sort={isSorted ? (order.isUp ? 'ascending' : 'descending') : undefined}
            >
              {sortBy ? (
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => onOrder({ key, isUp: isSorted ? !order.isUp : !isNumber })}
                >
                  {title}
                  {isSorted && (order.isUp ? <IconArrowUp size={12} /> : <IconArrowDown size={12} />)}
                </button>
              ) : (
                title
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
