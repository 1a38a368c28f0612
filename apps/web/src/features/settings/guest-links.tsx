'use client'

import type { ProjectAccessQuery } from '../../gql/graphql'
import { moment } from '../../lib/format'
import { type Column, DataTable } from '../../ui/data-table'
import { Section } from '../../ui/page'
import { useProject } from '../shell'
import { removeColumn } from './remove-column'
import { removeGuestLinkDocument } from './settings.graphql'
import classes from './settings.module.css'
import { useChange } from './use-change'

type Link = NonNullable<ProjectAccessQuery['project']>['guestLinks'][number]

/** Links to single runs for eyes from outside; a run's own page makes them. */
export function GuestLinks({ links, again }: { links: readonly Link[]; again: () => void }) {
  const project = useProject()
  const { change } = useChange(again)

  const columns: Column<Link>[] = [
    {
      key: 'run',
      title: 'Run',
      render: ({ run }) => (run ? <a href={project.run(run.id)}>{run.name}</a> : 'a deleted run'),
    },
    { key: 'by', title: 'Made by', render: ({ createdBy }) => createdBy },
    { key: 'ends', title: 'Until', isExtra: true, render: ({ expiresAt }) => moment(expiresAt) },
    removeColumn('Take back', ({ id }) => change(removeGuestLinkDocument, { id })),
  ]

  return (
    <Section title="Guest links">
      <p className={classes.note}>
        Whoever has such a link sees the curves, figures and log of one run, without signing in, and nothing else. The
        menu of a run makes one.
      </p>
      <DataTable label="Guest links" columns={columns} rows={[...links]} rowKey={({ id }) => id} empty="None yet." />
    </Section>
  )
}
