'use client'

import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import classes from './fold.module.css'

interface Props {
  title: string
  /** What is inside, in one line, while it is folded. */
  summary: string
  /** Something inside asks to be seen. */
  isForcedOpen?: boolean
  children: ReactNode
}

export function Fold({ title, summary, isForcedOpen = false, children }: Props) {
  const [isOpened, setOpened] = useState(false)
  const id = useId()
  const isOpen = isOpened || isForcedOpen
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  return (
    <div>
      <button
        type="button"
        className={classes.head}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpened(!isOpen)}
      >
        <IconChevronRight size={14} className={classes.arrow} data-open={isOpen || undefined} aria-hidden />
        <span className={classes.title}>{title}</span>
        {!isOpen && <span className={classes.summary}>{summary}</span>}
      </button>
      <div id={id} hidden={!isOpen} className={classes.body}>
        {wasOpen && children}
      </div>
    </div>
  )
}
