import { Button } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '../../ui/empty-state'
import { useMay } from '../shell'
import type { Model } from './types'
import { NewRun } from './when-wanted'

export function NoRun({ model, onCreated }: { model: Model; onCreated: (number: number) => void }) {
  const [isOpen, setOpen] = useState(false)
  const mayEdit = useMay('edit')
  return (
    <>
      <EmptyState title="No run yet" actions={mayEdit && <Button onClick={() => setOpen(true)}>New run</Button>}>
        A run trains this model once, with settings of its own; here you watch it learn.
      </EmptyState>
      {isOpen && <NewRun model={model} onClose={() => setOpen(false)} onCreated={onCreated} />}
    </>
  )
}
