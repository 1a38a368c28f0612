'use client'

import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ProjectAccessQuery } from '../../gql/graphql'
import { moment } from '../../lib/format'
import { type Column, DataTable } from '../../ui/data-table'
import { Section } from '../../ui/page'
import { useProject } from '../shell'
import { Once } from './once'
import { createGuestLinkDocument, removeGuestLinkDocument } from './settings.graphql'
import classes from './settings.module.css'
import { useChange } from './use-change'

type Access = NonNullable<ProjectAccessQuery['project']>
type Link = Access['guestLinks'][number]

interface Props {
  links: readonly Link[]
  runs: readonly { id: string; name: string }[]
  again: () => void
}

/** One run for eyes from outside. */
export function GuestLinks({ links, runs, again }: Props) {
  const project = useProject()
  const { change, isBusy } = useChange(again)
  const [chosen, setChosen] = useState<string>()
  const [path, setPath] = useState<string>()
  const run = chosen ?? runs[0]?.id

  const columns: Column<Link>[] = [
    {
      key: 'run',
      title: 'Run',
      render: ({ runId }) => (
        <a href={project.run(runId)}>{runs.find(({ id }) => id === runId)?.name ?? runId.slice(0, 8)}</a>
      ),
    },
    { key: 'by', title: 'Made by', render: ({ createdBy }) => createdBy },
    { key: 'ends', title: 'Until', isExtra: true, render: ({ expiresAt }) => moment(expiresAt) },
    {
      key: 'remove',
      title: '',
      isNumber: true,
      render: ({ id }) => (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          fw={500}
          onClick={() => change(removeGuestLinkDocument, { id })}
        >
          Take back
        </Button>
      ),
    },
  ]

  return (
    <Section title="Guest links">
      <p className={classes.note}>
        Whoever has such a link sees the curves, figures and log of one run, without signing in, and nothing else.
      </p>
      {run && (
        <div className={classes.form}>
          <NativeSelect
            label="Run to show"
            data={runs.map(({ id, name }) => ({ value: id, label: name }))}
            value={run}
            onChange={event => setChosen(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={isBusy}
            onClick={async () => setPath((await change(createGuestLinkDocument, { runId: run }))?.path)}
          >
            Create guest link
          </Button>
        </div>
      )}
      {path && (
        <Once text={new URL(path, location.origin).href} onClose={() => setPath(undefined)}>
          Send this link to your guests. It opens for 30 days, and is not shown again.
        </Once>
      )}
      <DataTable
        label="Guest links"
        columns={columns}
        rows={[...links]}
        rowKey={({ id }) => id}
        empty={run ? 'None yet.' : 'None yet; there is no run to show.'}
      />
    </Section>
  )
}
