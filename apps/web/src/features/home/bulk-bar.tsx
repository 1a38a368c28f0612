import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { counted } from '../../lib/format'
import { Confirm } from '../../ui/confirm'
import type { Selection } from '../../ui/use-selection'
import classes from './tables.module.css'

interface Props {
  selection: Selection
  what: string
  isBusy: boolean
  onDelete: (ids: string[]) => Promise<void>
  /** What goes with them. */
  children: ReactNode
}

/** What can be done with the rows that are chosen. */
export function BulkBar({ selection, what, isBusy, onDelete, children }: Props) {
  const [isAsking, setAsking] = useState(false)
  const { ids, clear } = selection
  if (ids.length === 0) return null
  const remove = async () => {
    await onDelete(ids)
    setAsking(false)
    clear()
  }
  return (
    <div className={classes.bulk} role="toolbar" aria-label={`What to do with the ${what}s selected`}>
      <span>{counted(ids.length, what)} selected</span>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
        Clear
      </Button>
      <Confirm
        title={`Delete ${counted(ids.length, what)}?`}
        action={`Delete ${counted(ids.length, what)}`}
        isOpen={isAsking}
        isBusy={isBusy}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        {children}
      </Confirm>
    </div>
  )
}
