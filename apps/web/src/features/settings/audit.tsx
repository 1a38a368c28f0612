'use client'

import { Button } from '@mantine/core'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useQuery } from 'urql'
import type { ProjectAuditQuery } from '../../gql/graphql'
import { Ago } from '../../ui/ago'
import { type Column, DataTable } from '../../ui/data-table'
import { Section } from '../../ui/page'
import { useProject } from '../shell'
import { auditDocument } from './settings.graphql'
import classes from './settings.module.css'

type Entry = NonNullable<ProjectAuditQuery['project']>['audit']['nodes'][number]

/** createRun → create run */
const words = (action: string) =>
  action
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('-', ' ')
    .toLowerCase()

/** What it was done to: a name as it was given, or a way to the row of an id. */
function Subject({ action, subject }: Entry) {
  const project = useProject()
  if (!/^[\da-f-]{36}$/.test(subject)) return subject || '–'
  const kinds: [RegExp, string, (id: string) => string][] = [
    [/^createRun$/, 'model', id => project.model(id)],
    [/Run$|^createGuestLink$/, 'run', id => project.run(id)],
    [/Model$/, 'model', id => project.model(id)],
    [/Dataset$/, 'dataset', id => project.dataset(id)],
  ]
  const [, word, at] = kinds.find(([pattern]) => pattern.test(action)) ?? []
  const short = `${word ?? ''} …${subject.slice(-6)}`.trim()
  return at ? (
    <Link href={at(subject)} title={subject}>
      {short}
    </Link>
  ) : (
    <span title={subject}>{short}</span>
  )
}

const columns: Column<Entry>[] = [
  { key: 'at', title: 'When', render: ({ at }) => <Ago time={at} /> },
  { key: 'who', title: 'Who', render: ({ actor }) => actor },
  { key: 'what', title: 'What', render: ({ action }) => words(action) },
  { key: 'subject', title: 'To what', isExtra: true, render: row => <Subject {...row} /> },
  {
    key: 'outcome',
    title: 'Outcome',
    render: ({ outcome }) => <span className={outcome === 'done' ? classes.quiet : classes.bad}>{outcome}</span>,
  },
  { key: 'address', title: 'From', isExtra: true, render: ({ address }) => address },
]

/** Who did what, newest first; older pages below it on demand. */
export function Audit() {
  const [after, setAfter] = useState<string | null>(null)
  const [rows, setRows] = useState<Entry[]>([])
  const [{ data, fetching, error }] = useQuery({
    query: auditDocument,
    variables: { after },
    requestPolicy: 'network-only',
  })
  const page = data?.project?.audit
  useEffect(() => {
    if (!page) return
    setRows(known => [...known, ...page.nodes.filter(({ id }) => !known.some(one => one.id === id))])
  }, [page])
  return (
    <Section title="Audit trail">
      {error && <p className={classes.bad}>The audit trail could not be read: {error.message}</p>}
      <DataTable label="Audit trail" columns={columns} rows={rows} rowKey={({ id }) => id} empty="Nothing yet." />
      {page?.pageInfo.hasNextPage && (
        <Button
          className={classes.more}
          variant="default"
          loading={fetching}
          onClick={() => setAfter(page.pageInfo.endCursor)}
        >
          Show older
        </Button>
      )}
    </Section>
  )
}
