'use client'

import { Button } from '@mantine/core'
import { post } from '../../lib/post'
import { Frame } from './frame'

/** Signed in, and in no project. */
export function NoProject() {
  const leave = async () => {
    await post('/auth/sign-out', {})
    location.assign('/sign-in')
  }
  return (
    <Frame
      title="You are in no project"
      lead="A project holds a team’s datasets and models. Ask an admin of one for an invitation."
    >
      <Button variant="default" mt="lg" onClick={leave}>
        Sign out
      </Button>
    </Frame>
  )
}
