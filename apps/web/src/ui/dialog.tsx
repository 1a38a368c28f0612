'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'

const Modal = dynamic(() => import('./modal').then(module => module.Modal))

interface Props {
  title: string
  /** Its width, in rem. */
  width: number
  isOpen?: boolean
  onClose: () => void
  children: ReactNode
}

/** What asks or shows something above the page, and keeps the focus until it is closed. */
export function Dialog({ title, width, isOpen = true, onClose, children }: Props) {
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  if (!wasOpen) return null
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>{title}</strong>} size={`${width}rem`}>
      {children}
    </Modal>
  )
}
