'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ProjectAccessQuery, Role } from '../../gql/graphql'
import { moment } from '../../lib/format'
import { type Column, DataTable } from '../../ui/data-table'
import { Once } from '../../ui/once'
import { removeColumn } from './remove-column'
import { RoleSelect } from './role-select'
import { inviteDocument, removeInvitationDocument } from './settings.graphql'
import classes from './settings.module.css'
import { useChange } from './use-change'

type Invitation = NonNullable<ProjectAccessQuery['project']>['invitations'][number]

/** Links by which somebody joins, once each. */
export function Invitations({ invitations, again }: { invitations: readonly Invitation[]; again: () => void }) {
  const { change, isBusy } = useChange(again)
  const [role, setRole] = useState<Role>('EDITOR')
  const [path, setPath] = useState<string>()

  const columns: Column<Invitation>[] = [
    { key: 'role', title: 'Invitation as', render: one => one.role.toLowerCase() },
    { key: 'by', title: 'By', render: ({ createdBy }) => createdBy },
    { key: 'ends', title: 'Until', isExtra: true, render: ({ expiresAt }) => moment(expiresAt) },
    removeColumn('Take back', ({ id }) => change(removeInvitationDocument, { id })),
  ]

  return (
    <>
      <div className={classes.form} data-after>
        <RoleSelect label="Invite a colleague as" isLabelled value={role} onChange={setRole} />
        <Button
          variant="default"
          loading={isBusy}
          onClick={async () => setPath((await change(inviteDocument, { role }))?.path)}
        >
          Create invitation
        </Button>
      </div>
      {path && (
        <Once text={new URL(path, location.origin).href} onClose={() => setPath(undefined)}>
          Send this link to one person. It opens once, within 7 days, and is not shown again.
        </Once>
      )}
      {invitations.length > 0 && (
        <DataTable label="Open invitations" columns={columns} rows={[...invitations]} rowKey={({ id }) => id} />
      )}
    </>
  )
}
