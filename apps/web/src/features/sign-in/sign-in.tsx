'use client'

import { Credentials } from './credentials'
import { Frame } from './frame'
import classes from './sign-in.module.css'

/** An address of this platform alone: a link must not lead whoever signs in elsewhere. */
const safe = (next: string | undefined) => (next && /^\/(?![/\\])/.test(next) ? next : '/')

export function SignIn({ next }: { next: string | undefined }) {
  return (
    <Frame title="Sign in">
      <Credentials path="/auth/sign-in" action="Sign in" onDone={() => location.assign(safe(next))} />
      <p className={classes.foot}>No account yet? An admin of a project can send you an invitation.</p>
    </Frame>
  )
}
