'use client'

import { cloneElement, type ReactElement, useState } from 'react'
import type { MenuEntry } from './open-menu'

const read = () => import('./open-menu')
/** That it cannot be read is told when it is wanted. */
const prepare = () => void read().catch(() => undefined)
type Read = Awaited<ReturnType<typeof read>>

interface Props {
  /** What opens it: a button, with its name. */
  button: ReactElement<{ onClick?: () => void; onPointerEnter?: () => void; onFocus?: () => void }>
  entries: MenuEntry[]
  /** In px. */
  width: number
  onOpen?: () => void
}

/** A button with a menu below it, whose code is read when a pointer or the focus comes near. */
export function ActionMenu({ button, entries, width, onOpen }: Props) {
  const [module, setModule] = useState<Read>()
  const open = () => {
    onOpen?.()
    read().then(setModule, error =>
      // To the page that says what went wrong: a console newer than this page has other files.
      setModule(() => {
        throw error
      }),
    )
  }
  if (module) return <module.OpenMenu button={button} entries={entries} width={width} onOpen={onOpen} />
  return cloneElement(button, { onClick: open, onPointerEnter: prepare, onFocus: prepare })
}
