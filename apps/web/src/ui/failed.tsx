'use client'

import { Button } from '@mantine/core'
import classes from './empty-state.module.css'

interface Props {
  error: Error & { digest?: string }
  reset: () => void
}

/** What stands in place of a page that could not be drawn. */
export function Failed({ error, reset }: Props) {
  return (
    <div className={classes.root} role="alert">
      <h1 className={classes.title}>This page could not be drawn</h1>
      <p className={classes.text}>
        Nothing that runs is touched. Draw it again; should it fail again, say this to whoever runs Fovea:
      </p>
      <p className={classes.text}>
        <code>{error.message || error.digest || error.name}</code>
      </p>
      <Button onClick={reset}>Draw it again</Button>
    </div>
  )
}
