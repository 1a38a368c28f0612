'use client'

import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { post, type Refused } from '../../lib/post'
import { useAnnounce } from '../../ui/announcer'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'

/** A new password; other browsers of this person are signed out with the old one. */
export function Password({ onClose }: { onClose: () => void }) {
  const announce = useAnnounce()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [refused, setRefused] = useState<Refused>()
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await post('/auth/password', { current, next })
    setBusy(false)
    setRefused(answer.refused)
    if (answer.refused) return
    announce({ text: 'The password is changed.', detail: 'Your other browsers are signed out.' })
    onClose()
  }

  return (
    <Dialog title="Change password" width={24} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {refused && !refused.field && <Notice title={refused.message} />}
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            value={current}
            onChange={event => setCurrent(event.currentTarget.value)}
            error={refused?.field === 'current' && refused.message}
            required
            withAsterisk={false}
            data-autofocus
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters."
            autoComplete="new-password"
            value={next}
            onChange={event => setNext(event.currentTarget.value)}
            error={refused?.field === 'password' && refused.message}
            required
            withAsterisk={false}
          />
          <Group justify="flex-end" mt="xs">
            <Button type="submit" loading={isBusy}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
