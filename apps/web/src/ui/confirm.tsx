'use client'

import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from './dialog'

interface Props {
  title: string
  children: ReactNode
  action: string
  isOpen: boolean
  isBusy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks by naming what goes; the safe way out has the focus. */
export function Confirm({ title, children, action, isOpen, isBusy, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} width={28} isOpen={isOpen} onClose={onClose}>
      <div>{children}</div>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red.8" onClick={onConfirm} loading={isBusy}>
          {action}
        </Button>
      </Group>
    </Dialog>
  )
}
