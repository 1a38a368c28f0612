'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { Dialog } from '../../ui/dialog'

const KeyList = dynamic(() => import('./key-list').then(module => module.KeyList), { ssr: false })

const OPEN = 'fovea:keys'

export const openKeys = () => window.dispatchEvent(new Event(OPEN))

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys that hold on every page. */
export function Keys() {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    let before = ''
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '?') setOpen(true)
      const search = event.key === '/' ? document.querySelector<HTMLInputElement>('[data-search]') : null
      if (search) {
        event.preventDefault()
        search.focus()
        search.select()
      }
      if (before === 'g' && event.key === 'h') document.querySelector<HTMLAnchorElement>('header a')?.click()
      before = event.key
    }
    const open = () => setOpen(true)
    addEventListener('keydown', press)
    addEventListener(OPEN, open)
    return () => {
      removeEventListener('keydown', press)
      removeEventListener(OPEN, open)
    }
  }, [])
  return (
    <Dialog title="Keys" width={26} isOpen={isOpen} onClose={() => setOpen(false)}>
      <KeyList />
    </Dialog>
  )
}
