import Link from 'next/link'
import { type FragmentType, readFragment } from '../../gql'
import type { ModelRowFragment } from '../../gql/graphql'
import { percent } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { type Column, DataTable } from '../../ui/data-table'
import { StateMark } from '../../ui/state-mark'
import { useProject } from '../shell'
import { runWords } from '../states'
import { modelRow } from './home.graphql'
import classes from './tables.module.css'

const lastActivity = ({ newestRun, createdAt }: ModelRowFragment) =>
  newestRun?.endedAt ?? newestRun?.startedAt ?? newestRun?.createdAt ?? createdAt

function NewestRun({ newestRun }: ModelRowFragment) {
  if (!newestRun) return <span className={classes.quiet}>No run yet</span>
  const { tone, word } = runWords(newestRun.state)
  return (
    <span className={classes.run}>
      <StateMark tone={tone}>{word}</StateMark>
      <span className={classes.quiet}>#{newestRun.number}</span>
    </span>
  )
}

export function ModelTable({ rows, empty }: { rows: FragmentType<typeof modelRow>[]; empty: string }) {
  const project = useProject()
  const columns: Column<ModelRowFragment>[] = [
    {
      key: 'name',
      title: 'Name',
      width: '30%',
      sortBy: ({ name }) => name,
      render: ({ id, name }) => (
        <Link href={project.model(id)} title={name} tabIndex={-1} className={classes.name}>
          {name}
        </Link>
      ),
    },
    {
      key: 'run',
      title: 'Newest run',
      sortBy: row => row.newestRun?.state ?? '',
      render: row => <NewestRun {...row} />,
    },
    {
      key: 'accuracy',
      title: 'Accuracy',
      isNumber: true,
      sortBy: ({ newestRun }) => newestRun?.valAccuracy ?? -1,
      render: ({ newestRun }) => (newestRun?.valAccuracy == null ? '' : percent(newestRun.valAccuracy)),
    },
    { key: 'network', title: 'Network', isExtra: true, sortBy: row => row.networkName, render: row => row.networkName },
    {
      key: 'dataset',
      title: 'Dataset',
      isExtra: true,
      sortBy: ({ dataset }) => dataset?.name ?? '',
      render: ({ dataset }) =>
        dataset && (
          <Link href={project.dataset(dataset.id)} title={dataset.name} className={classes.quietLink}>
            {dataset.name}
          </Link>
        ),
    },
    {
      key: 'activity',
      title: 'Last activity',
      isNumber: true,
      isExtra: true,
      sortBy: row => Date.parse(lastActivity(row)),
      render: row => <Ago time={lastActivity(row)} />,
    },
  ]
  return (
    <DataTable
      label="Models"
      columns={columns}
      rows={rows.map(row => readFragment(modelRow, row))}
      rowKey={({ id }) => id}
      href={({ id }) => project.model(id)}
      empty={empty}
    />
  )
}
