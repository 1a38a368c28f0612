import Link from 'next/link'
import { useMemo } from 'react'
import { readFragment } from '../../gql'
import type { DatasetRowFragment } from '../../gql/graphql'
import { bytes, count, pictureSize } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { type Column, DataTable } from '../../ui/data-table'
import { StateMark } from '../../ui/state-mark'
import { useSelection } from '../../ui/use-selection'
import { useMay, useProject } from '../shell'
import { datasetWords } from '../states'
import { BulkBar } from './bulk-bar'
import { datasetRow, deleteDatasetsDocument, restoreDatasetsDocument } from './home.graphql'
import { columnOrder, sortingOf } from './sorting'
import classes from './tables.module.css'
import { useBulkDelete } from './use-bulk-delete'
import type { useLists } from './use-lists'
import type { View } from './view'

const SORTED = { NAME: 'name', ACTIVITY: 'activity' }

const total = ({ counts }: DatasetRowFragment) => counts.reduce((sum, split) => sum + split.total, 0)

interface Props {
  list: ReturnType<typeof useLists>['datasets']
  sorting: View['datasets']
  onSorting: (sorting: View['datasets']) => void
  empty: string
}

export function DatasetTable({ list, sorting, onSorting, empty }: Props) {
  const { dataset } = useProject()
  const rows = useMemo(() => list.rows.map(row => readFragment(datasetRow, row)), [list.rows])
  const selection = useSelection(rows)
  const mayEdit = useMay('edit')
  const { deleteAll, isBusy } = useBulkDelete(deleteDatasetsDocument, restoreDatasetsDocument, 'dataset', list.renew)
  // Addresses of a project do not change while it is shown.
  const columns = useMemo(() => columnsOf(dataset), [])
  return (
    <>
      <BulkBar selection={selection} what="dataset" isBusy={isBusy} onDelete={deleteAll}>
        Their images go with them; the folders that they were built from stay. One that a model uses is kept. They can
        be brought back for a minute.
      </BulkBar>
      <DataTable
        label="Datasets"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        href={({ id }) => dataset(id)}
        empty={list.first && empty}
        order={columnOrder(sorting, SORTED)}
        onOrder={order => onSorting(sortingOf(order, SORTED) ?? sorting)}
        selection={mayEdit ? selection : undefined}
        more={list.hasMore ? { left: (list.first?.totalCount ?? 0) - rows.length, read: list.more } : undefined}
      />
    </>
  )
}

const columnsOf = (dataset: (id: string) => string): Column<DatasetRowFragment>[] => [
  {
    key: 'name',
    title: 'Name',
    width: '30%',
    sortBy: 'elsewhere',
    render: ({ id, name }) => (
      <Link href={dataset(id)} title={name} tabIndex={-1} prefetch={false} className={classes.name}>
        {name}
      </Link>
    ),
  },
  {
    key: 'state',
    title: 'State',
    render: ({ state }) => <StateMark {...{ tone: datasetWords(state).tone }}>{datasetWords(state).word}</StateMark>,
  },
  {
    key: 'images',
    title: 'Images',
    isNumber: true,
    render: row => (total(row) > 0 ? count(total(row)) : ''),
  },
  {
    key: 'classes',
    title: 'Classes',
    isNumber: true,
    isExtra: true,
    render: row => row.classes.length || '',
  },
  { key: 'size', title: 'Size', isExtra: true, render: ({ recipe }) => pictureSize(recipe) },
  {
    key: 'disk',
    title: 'On disk',
    isNumber: true,
    isExtra: true,
    render: ({ diskBytes }) => (diskBytes > 0 ? bytes(diskBytes) : ''),
  },
  { key: 'who', title: 'Made by', isExtra: true, render: ({ createdBy }) => createdBy },
  {
    key: 'activity',
    title: 'Last activity',
    isNumber: true,
    isExtra: true,
    sortBy: 'elsewhere',
    render: ({ endedAt, createdAt }) => <Ago time={endedAt ?? createdAt} />,
  },
]
