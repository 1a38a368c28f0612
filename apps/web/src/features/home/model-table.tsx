import Link from 'next/link'
import { useMemo } from 'react'
import { readFragment } from '../../gql'
import type { ModelRowFragment } from '../../gql/graphql'
import { percent, remaining } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { type Column, DataTable } from '../../ui/data-table'
import { StateMark } from '../../ui/state-mark'
import { useSelection } from '../../ui/use-selection'
import { useMay, useProject } from '../shell'
import { isMoving, runWords } from '../states'
import { BulkBar } from './bulk-bar'
import { deleteModelsDocument, modelRow, restoreModelsDocument } from './home.graphql'
import { columnOrder, sortingOf } from './sorting'
import classes from './tables.module.css'
import { useBulkDelete } from './use-bulk-delete'
import type { useLists } from './use-lists'
import type { View } from './view'

const SORTED = { NAME: 'name', ACCURACY: 'accuracy', ACTIVITY: 'activity' }

/** A run that ends is told at once; what the model says comes with its next reading. */
const lastActivity = ({ newestRun, lastActivityAt }: ModelRowFragment) =>
  [lastActivityAt, newestRun?.startedAt, newestRun?.endedAt].reduce<string>(
    (last, time) => (time && time > last ? time : last),
    lastActivityAt,
  )

function NewestRun({ newestRun }: ModelRowFragment) {
  if (!newestRun) return <span className={classes.quiet}>No run yet</span>
  const { tone, word } = runWords(newestRun.state)
  const { etaSeconds } = newestRun
  return (
    <span className={classes.run}>
      <StateMark tone={tone}>{word}</StateMark>
      <span className={classes.quiet}>
        #{newestRun.number}
        {isMoving(newestRun.state) && etaSeconds !== null && (
          <span className={classes.eta}> · {remaining(etaSeconds)}</span>
        )}
      </span>
    </span>
  )
}

interface Props {
  list: ReturnType<typeof useLists>['models']
  sorting: View['models']
  onSorting: (sorting: View['models']) => void
  closed: string[]
  onClosed: (closed: string[]) => void
  empty: string
}

export function ModelTable({ list, sorting, onSorting, closed, onClosed, empty }: Props) {
  const { model, dataset } = useProject()
  const rows = useMemo(() => list.rows.map(row => readFragment(modelRow, row)), [list.rows])
  const selection = useSelection(rows)
  const mayEdit = useMay('edit')
  const { deleteAll, isBusy } = useBulkDelete(deleteModelsDocument, restoreModelsDocument, 'model', list.renew)
  // Addresses of a project do not change while it is shown.
  const columns = useMemo(() => columnsOf(model, dataset), [])
  const groups = list.first?.groups ?? []
  const isOpen = (name: string | null) => !closed.includes(name ?? '')
  const open = groups.reduce((sum, { name, count }) => sum + (isOpen(name) ? count : 0), 0)
  return (
    <>
      <BulkBar selection={selection} what="model" isBusy={isBusy} onDelete={deleteAll}>
        All their runs go with them, with snapshots, charts and logs; what trains is stopped. Datasets stay. They can be
        brought back for a minute.
      </BulkBar>
      <DataTable
        label="Models"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        href={({ id }) => model(id)}
        empty={list.first && empty}
        order={columnOrder(sorting, SORTED)}
        onOrder={order => onSorting(sortingOf(order, SORTED) ?? sorting)}
        selection={mayEdit ? selection : undefined}
        groups={
          groups.some(({ name }) => name !== null)
            ? {
                all: groups,
                of: ({ group }) => group,
                isClosed: name => !isOpen(name),
                toggle: name =>
                  onClosed(isOpen(name) ? [...closed, name ?? ''] : closed.filter(one => one !== (name ?? ''))),
              }
            : undefined
        }
        more={list.hasMore ? { left: open - rows.length, read: list.more } : undefined}
      />
    </>
  )
}

const idOf = ({ id }: { id: string }) => id

const columnsOf = (model: (id: string) => string, datasetAt: (id: string) => string): Column<ModelRowFragment>[] => [
  {
    key: 'name',
    title: 'Name',
    width: '30%',
    sortBy: 'elsewhere',
    render: ({ id, name }) => (
      <Link href={model(id)} title={name} tabIndex={-1} prefetch={false} className={classes.name}>
        {name}
      </Link>
    ),
  },
  { key: 'run', title: 'Newest run', render: row => <NewestRun {...row} /> },
  {
    key: 'accuracy',
    title: 'Best accuracy',
    isNumber: true,
    sortBy: 'elsewhere',
    render: ({ bestAccuracy }) => (bestAccuracy === null ? '' : percent(bestAccuracy)),
  },
  { key: 'network', title: 'Network', isExtra: true, render: row => row.networkName },
  {
    key: 'dataset',
    title: 'Dataset',
    isExtra: true,
    render: ({ dataset }) =>
      dataset && (
        <Link href={datasetAt(dataset.id)} title={dataset.name} prefetch={false} className={classes.quietLink}>
          {dataset.name}
        </Link>
      ),
  },
  { key: 'who', title: 'Made by', isExtra: true, render: ({ createdBy }) => createdBy },
  {
    key: 'activity',
    title: 'Last activity',
    isNumber: true,
    isExtra: true,
    sortBy: 'elsewhere',
    render: row => <Ago time={lastActivity(row)} />,
  },
]
