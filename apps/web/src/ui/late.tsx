import type { ReactNode } from 'react'
import classes from './late.module.css'

/** Shows what waits only after 300 ms: a quick answer makes no flicker. */
export function Late({ children }: { children: ReactNode }) {
  return (
    <div className={classes.late} aria-busy>
      {children}
    </div>
  )
}

export function SkeletonRows({ rows = 4 }: { rows?: number }) {
  return (
    <Late>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.row} />
      ))}
    </Late>
  )
}
