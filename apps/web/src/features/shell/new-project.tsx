'use client'

import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from 'urql'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { createProjectDocument } from './shell.graphql'

/** A name as it stands in addresses. */
const handleOf = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)

/** A team's own place: its datasets, models and members. */
export function NewProject({ onClose }: { onClose: () => void }) {
  const [{ data, error, fetching }, create] = useMutation(createProjectDocument)
  const [name, setName] = useState('')
  const [typed, setTyped] = useState<string>()
  const handle = typed ?? handleOf(name)
  const refusal = data?.createProject.__typename === 'Refusal' ? data.createProject : undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await create({ name, handle })
    const made = answer.data?.createProject
    if (made?.__typename === 'Project') location.assign(`/p/${made.handle}`)
  }

  return (
    <Dialog title="New project" width={26} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {error && <Notice title={error.message} />}
          <TextInput
            label="Name"
            value={name}
            onChange={event => setName(event.currentTarget.value)}
            error={refusal?.field === 'name' && refusal.message}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label="In addresses"
            leftSection={<span>/p/</span>}
            value={handle}
            onChange={event => setTyped(event.currentTarget.value)}
            error={refusal?.field === 'handle' && refusal.message}
            autoComplete="off"
          />
          <Group justify="flex-end" mt="xs">
            <Button type="submit" loading={fetching}>
              Create project
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
