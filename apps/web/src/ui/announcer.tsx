'use client'

import { CloseButton } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import classes from './announcer.module.css'

interface Announcement {
  text: string
  detail?: string
  /** What takes it back, for as long as `seconds`. */
  undo?: () => Promise<string | undefined>
  seconds?: number
}

const Context = createContext<(announcement: Announcement) => void>(() => {})

export const useAnnounce = () => useContext(Context)

/** One quiet line at the foot of the page that outlives a change of page: what was done, and how to undo it. */
export function Announcer({ children }: { children: ReactNode }) {
  const [current, setCurrent] = useState<Announcement & { until?: number }>()
  const [left, setLeft] = useState(0)
  const close = useCallback(() => setCurrent(undefined), [])
  const announce = useCallback((next: Announcement) => {
    setLeft(next.seconds ?? 0)
    setCurrent({ ...next, until: next.seconds ? Date.now() + next.seconds * 1000 : undefined })
  }, [])

  useEffect(() => {
    if (!current?.until) return
    const { until } = current
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000)
      if (seconds <= 0) close()
      else setLeft(seconds)
    }, 500)
    return () => clearInterval(timer)
  }, [current, close])

  const undo = async () => {
    const refused = await current?.undo?.()
    if (refused) announce({ text: refused })
    else close()
  }

  return (
    <Context value={useMemo(() => announce, [announce])}>
      {children}
      <div className={classes.place} role="status" aria-live="polite">
        {current && (
          <div className={classes.line}>
            <span className={classes.text}>
              {current.text}
              {current.detail && <span className={classes.detail}> {current.detail}</span>}
            </span>
            {current.undo && (
              <button type="button" className={classes.undo} onClick={undo}>
                Undo <span aria-hidden>({left} s)</span>
              </button>
            )}
            <CloseButton size="sm" aria-label="Close this message" onClick={close} className={classes.close} />
          </div>
        )}
      </div>
    </Context>
  )
}
