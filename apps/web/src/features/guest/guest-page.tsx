'use client'

import { useEffect, useState } from 'react'
import { Provider, useQuery } from 'urql'
import { makeClient } from '../../lib/client'
import { Late } from '../../ui/late'
import { Frame } from '../sign-in'
import { guestDocument } from './guest.graphql'
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
  if (error?.response?.status === 401)
    return <Frame title="This link does not open" lead="It was taken back, or is over. Ask for a new one." />
  if (error)
    return <Frame title="This run cannot be shown now" lead="The platform does not answer. Reload in a moment." />
  const run = data?.viewer.runId
  return run ? <GuestRun id={run} /> : <Late>{null}</Late>
}
