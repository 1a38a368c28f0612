import { useEffect, useRef } from 'react'
import { clock, moment } from '../../lib/format'
import classes from './details.module.css'
import type { LogLine } from './use-run-stream'

const NEAR_PX = 40

/** The end of the log; follows it while one stands at its foot. */
export function LogView({ lines }: { lines: LogLine[] }) {
  const box = useRef<HTMLDivElement>(null)
  const isAtFoot = useRef(true)
  useEffect(() => {
    if (box.current && isAtFoot.current) box.current.scrollTop = box.current.scrollHeight
  }, [lines])
  if (lines.length === 0) return <p className={classes.none}>Nothing has been said yet.</p>
  return (
    <div
      className={classes.log}
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard.
      tabIndex={0}
      role="log"
      aria-label="Log of the run"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtFoot.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
      }}
    >
      {lines.map(({ number, time, level, text }) => (
        <div key={number} className={classes.logLine} data-level={level}>
          <time dateTime={time} title={moment(time)}>
            {clock(time)}
          </time>
          <span className={classes.logText}>{text}</span>
        </div>
      ))}
    </div>
  )
}
