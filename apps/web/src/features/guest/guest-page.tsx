'use client'

import { useEffect, useState } from 'react'
import { Provider, useQuery } from 'urql'
import { makeClient } from '../../lib/client'
import { Late } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { guestDocument } from './guest.graphql'
import classes from './guest.module.css'
import { GuestRun } from './guest-run'

/** One run, for who has its link. */
export function GuestPage({ secret }: { secret: string }) {
  const [world, setWorld] = useState<ReturnType<typeof makeClient>>()
  useEffect(() => setWorld(makeClient({ guest: secret })), [secret])
  if (!world) return null
  return (
    <Provider value={world.client}>
      <Inside />
    </Provider>
  )
}

function Inside() {
  const [{ data, error }] = useQuery({ query: guestDocument })
  if (error)
    return (
      <div className={classes.center}>
        <Notice title="This link does not open.">It was taken back, or is over. Ask for a new one.</Notice>
      </div>
    )
  const run = data?.viewer.runId
  return run ? <GuestRun id={run} /> : <Late>{null}</Late>
}
