'use client'

import { useState } from 'react'
import type { ProjectAccessQuery, ProjectSettingsQuery, Role } from '../../gql/graphql'
import { Ago } from '../../ui/ago'
import { Confirm } from '../../ui/confirm'
import { type Column, DataTable } from '../../ui/data-table'
import { Section } from '../../ui/page'
import { useMay, useProject } from '../shell'
import { Invitations } from './invitations'
import { removeColumn } from './remove-column'
import { RoleSelect } from './role-select'
import { removeMemberDocument, setRoleDocument } from './settings.graphql'
import { useChange } from './use-change'

type Member = NonNullable<ProjectSettingsQuery['project']>['members'][number]

interface Props {
  members: readonly Member[]
  /** Absent for who is no admin. */
  invitations: NonNullable<ProjectAccessQuery['project']>['invitations'] | undefined
  again: () => void
}

export function Members({ members, invitations, again }: Props) {
  const project = useProject()
  const { change, isBusy } = useChange(again)
  const [leaving, setLeaving] = useState<Member>()
  const isAdmin = useMay('manage')

  const columns: Column<Member>[] = [
    { key: 'name', title: 'Name', sortBy: ({ name }) => name, render: ({ name }) => name },
    {
      key: 'role',
      title: 'Role',
      render: ({ id, name, role }) =>
        isAdmin ? (
          <RoleSelect
            label={`Role of ${name}`}
            value={role}
            isDisabled={isBusy}
            onChange={(next: Role) => change(setRoleDocument, { accountId: id, role: next })}
          />
        ) : (
          role.toLowerCase()
        ),
    },
    { key: 'since', title: 'Since', isExtra: true, render: ({ since }) => <Ago time={since} /> },
    ...(isAdmin ? [removeColumn<Member>('Remove', setLeaving)] : []),
  ]

  const remove = async () => {
    if (leaving) await change(removeMemberDocument, { accountId: leaving.id })
    setLeaving(undefined)
  }

  return (
    <Section title="Members">
      <DataTable
        label="Members"
        columns={columns}
        rows={[...members]}
        rowKey={({ id }) => id}
        empty="Nobody is a member yet; the platform is used on this machine alone, without signing in."
      />
      {invitations && <Invitations invitations={invitations} again={again} />}
      <Confirm
        title={`Remove ${leaving?.name} from ${project.name}?`}
        action="Remove member"
        isOpen={leaving !== undefined}
        isBusy={isBusy}
        onConfirm={remove}
        onClose={() => setLeaving(undefined)}
      >
        {leaving?.name} no longer gets in, and neither do the API tokens that {leaving?.name} made. What {leaving?.name}{' '}
        made in the project stays.
      </Confirm>
    </Section>
  )
}
