'use client'

import { Kbd } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Dialog } from '../../ui/dialog'
import classes from './keys.module.css'

const KEYS: [string[], string][] = [
  [['/'], 'Search'],
  [['↑', '↓'], 'Walk through the rows of a table, or the snapshots of a run'],
  [['Enter'], 'Open the row'],
  [['Space'], 'Select the row; with Shift, all rows up to it'],
  [['←', '↑', '→', '↓'], 'Walk through the pictures of a dataset; Enter opens one, Esc goes back'],
  [['F8'], 'Go to the next fault of the network that is written'],
  [['←', '↑', '→', '↓'], 'Walk through the drawing of a network; Enter goes to the text of a layer, 0 shows all'],
  [['PgUp', 'PgDn'], 'Turn the pages of pictures'],
  [['g', 'h'], 'Go home'],
  [['?'], 'Show these keys'],
  [['Esc'], 'Close what is open'],
]

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
      <dl className={classes.list}>
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning} className={classes.row}>
            <dt>
              {keys.map(key => (
                <Kbd key={key} size="sm" mr={4}>
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
