'use client'

import { useSyncExternalStore } from 'react'
import type { Connection } from '../../lib/connection'
import classes from './connection-banner.module.css'

/** Says quietly that what stands here may be old; goes by itself. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const state = useSyncExternalStore(connection.subscribe, connection.read, () => 'connecting' as const)
  if (state !== 'lost') return null
  return (
    <p className={classes.banner} role="status">
      No connection to the platform; what you see may be old. Reconnecting …
    </p>
  )
}
