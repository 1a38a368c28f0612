'use client'

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { post, type Refused } from '../../lib/post'
import { Notice } from '../../ui/notice'
import classes from './sign-in.module.css'

interface Props {
  /** Where name and password are sent. */
  path: string
  action: string
  /** Both are made up now, rather than known. */
  isNew?: boolean
  onDone: (answer: { handle: string | null }) => void
}

/** Name and password. What was refused stays typed, and says why until something else is sent. */
export function Credentials({ path, action, isNew = false, onDone }: Props) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState<Refused>()
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await post<{ handle: string | null }>(path, { name: name.trim(), password })
    if (answer.refused) {
      setRefused(answer.refused)
      setBusy(false)
    } else onDone(answer.data)
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      {refused && !refused.field && <Notice title={refused.message} />}
      <TextInput
        label="Name"
        name="name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        error={refused?.field === 'name' && refused.message}
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        label="Password"
        name="password"
        description={isNew ? 'At least 10 characters.' : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={password}
        onChange={event => setPassword(event.currentTarget.value)}
        error={refused?.field === 'password' && refused.message}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={isBusy} mt={4}>
        {action}
      </Button>
    </form>
  )
}
