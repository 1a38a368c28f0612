'use client'

import { ago, moment } from '../lib/format'
import { useNow } from '../lib/use-now'

/** How long ago; the absolute time on hover. */
export function Ago({ time }: { time: string }) {
  const now = useNow()
  return (
    <time dateTime={time} title={moment(time)}>
      {ago(time, now)}
    </time>
  )
}
