import { type ReactNode, useId } from 'react'
import classes from './hint.module.css'

interface Props {
  text: string
  /** To which it opens. */
  side?: 'left' | 'right'
  children: ReactNode
}

/** What explains its content: below it, while a pointer or the focus is on it. */
export function Hint({ text, side = 'left', children }: Props) {
  const id = useId()
  return (
    <span className={classes.place} data-side={side} aria-describedby={id}>
      {children}
      <span role="tooltip" id={id} className={classes.hint}>
        {text}
      </span>
    </span>
  )
}
