'use client'

import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ProjectAccessQuery, Role } from '../../gql/graphql'
import { moment } from '../../lib/format'
import { useNow } from '../../lib/use-now'
import { Ago } from '../../ui/ago'
import { type Column, DataTable } from '../../ui/data-table'
import { Once } from '../../ui/once'
import { Section } from '../../ui/page'
import { removeColumn } from './remove-column'
import { RoleSelect } from './role-select'
import { createTokenDocument, removeTokenDocument } from './settings.graphql'
import classes from './settings.module.css'
import { useChange } from './use-change'

type Token = NonNullable<ProjectAccessQuery['project']>['tokens'][number]

const ENDS = [
  { value: '30', label: '30 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'until removed' },
]

/** What scripts prove themselves with. */
export function Tokens({ tokens, again }: { tokens: readonly Token[]; again: () => void }) {
  const { change, isBusy } = useChange(again)
  const now = useNow()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('EDITOR')
  const [days, setDays] = useState('30')
  const [secret, setSecret] = useState<string>()

  const create = async (event: FormEvent) => {
    event.preventDefault()
    const made = await change(createTokenDocument, { name, role, days: days ? Number(days) : null })
    if (!made) return
    setSecret(made.secret)
    setName('')
  }

  const columns: Column<Token>[] = [
    { key: 'name', title: 'Name', sortBy: one => one.name, render: one => one.name },
    { key: 'role', title: 'Role', render: one => one.role.toLowerCase() },
    { key: 'by', title: 'Made by', isExtra: true, render: ({ createdBy }) => createdBy },
    {
      key: 'used',
      title: 'Last used',
      render: ({ usedAt }) => (usedAt ? <Ago time={usedAt} /> : <span className={classes.quiet}>not yet</span>),
    },
    {
      key: 'ends',
      title: 'Until',
      isExtra: true,
      render: ({ expiresAt }) =>
        expiresAt && Date.parse(expiresAt) < now ? (
          <span className={classes.bad}>over since {moment(expiresAt)}</span>
        ) : expiresAt ? (
          moment(expiresAt)
        ) : (
          'removed'
        ),
    },
    removeColumn('Remove', ({ id }) => change(removeTokenDocument, { id })),
  ]

  return (
    <Section title="API tokens">
      <p className={classes.note}>
        A script sends its token as <code>Authorization: Bearer …</code>; the command line takes it from{' '}
        <code>FOVEA_TOKEN</code>. It works in this project alone, and never does more than who made it may.
      </p>
      <form className={classes.form} onSubmit={create}>
        <TextInput
          label="Name of a new token"
          placeholder="nightly training"
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          autoComplete="off"
          required
          withAsterisk={false}
        />
        <RoleSelect label="Role" isLabelled value={role} onChange={setRole} />
        <NativeSelect label="Holds" data={ENDS} value={days} onChange={event => setDays(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={isBusy}>
          Create token
        </Button>
      </form>
      {secret && (
        <Once text={secret} onClose={() => setSecret(undefined)}>
          Keep this token now. Only its hash stays here, and it is not shown again.
        </Once>
      )}
      <DataTable label="API tokens" columns={columns} rows={[...tokens]} rowKey={({ id }) => id} empty="None yet." />
    </Section>
  )
}
