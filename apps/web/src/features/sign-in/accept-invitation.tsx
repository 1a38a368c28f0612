'use client'

import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { post, type Refused } from '../../lib/post'
import { Late } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Credentials } from './credentials'
import { Frame } from './frame'
import classes from './sign-in.module.css'

interface Invitation {
  project: string
  role: string
  invitedBy: string
}

interface Shown {
  invitation?: Invitation
  refused?: Refused
  /** Who is signed in in this browser. */
  name?: string
}

async function read(path: string): Promise<Shown> {
  try {
    const [answer, state] = await Promise.all([fetch(path), fetch('/auth/state').then(one => one.json())])
    const body = await answer.json()
    return answer.ok ? { invitation: body, name: state.kind === 'account' ? state.name : undefined } : { refused: body }
  } catch {
    return { refused: { code: 'unreachable', message: 'The platform does not answer. Reload in a moment.' } }
  }
}

const enter = ({ handle }: { handle: string | null }) => location.assign(handle ? `/p/${handle}` : '/')

/** A colleague's way in: into a project, with an account of his own or a new one. */
export function AcceptInvitation({ secret }: { secret: string }) {
  const path = `/auth/invitations/${encodeURIComponent(secret)}`
  const [shown, setShown] = useState<Shown>()
  const [refused, setRefused] = useState<Refused>()
  useEffect(() => void read(path).then(setShown), [path])

  if (!shown) return <Late>{null}</Late>
  if (!shown.invitation)
    return <Frame title="This invitation does not open" lead={shown.refused?.message ?? 'It is not known here.'} />
  const { project, role, invitedBy } = shown.invitation
  const article = role === 'viewer' ? 'a' : 'an'
  const join = async () => {
    const answer = await post<{ handle: string | null }>(path, {})
    if (answer.refused) setRefused(answer.refused)
    else enter(answer.data)
  }

  return (
    <Frame title={`Join ${project}`} lead={`${invitedBy} invites you to this project as ${article} ${role}.`}>
      {shown.name ? (
        <div className={classes.form}>
          {refused && <Notice title={refused.message} />}
          <Button onClick={join}>Join as {shown.name}</Button>
        </div>
      ) : (
        <>
          <Credentials path={path} action="Join project" isNew onDone={enter} />
          <p className={classes.foot}>
            You have an account here? <a href={`/sign-in?next=/invite/${secret}`}>Sign in first</a>.
          </p>
        </>
      )}
    </Frame>
  )
}
