import Link from 'next/link'
import { type FragmentType, readFragment } from '../../gql'
import type { DatasetRowFragment } from '../../gql/graphql'
import { bytes, count, pictureSize } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { type Column, DataTable } from '../../ui/data-table'
import { StateMark } from '../../ui/state-mark'
import { useProject } from '../shell'
import { datasetWords } from '../states'
import { datasetRow } from './home.graphql'
import classes from './tables.module.css'

const total = ({ counts }: DatasetRowFragment) => counts.reduce((sum, split) => sum + split.total, 0)

export function DatasetTable({ rows, empty }: { rows: FragmentType<typeof datasetRow>[]; empty: string }) {
  const project = useProject()
  const columns: Column<DatasetRowFragment>[] = [
    {
      key: 'name',
      title: 'Name',
      width: '30%',
      sortBy: ({ name }) => name,
      render: ({ id, name }) => (
        <Link href={project.dataset(id)} title={name} tabIndex={-1} className={classes.name}>
          {name}
        </Link>
      ),
    },
    {
      key: 'state',
      title: 'State',
      sortBy: ({ state }) => state,
      render: ({ state }) => <StateMark {...{ tone: datasetWords(state).tone }}>{datasetWords(state).word}</StateMark>,
    },
    {
      key: 'images',
      title: 'Images',
      isNumber: true,
      sortBy: total,
      render: row => (total(row) > 0 ? count(total(row)) : ''),
    },
    {
      key: 'classes',
      title: 'Classes',
      isNumber: true,
      isExtra: true,
      sortBy: row => row.classes.length,
      render: row => row.classes.length || '',
    },
    { key: 'size', title: 'Size', isExtra: true, render: ({ recipe }) => pictureSize(recipe) },
    {
      key: 'disk',
      title: 'On disk',
      isNumber: true,
      isExtra: true,
      sortBy: ({ diskBytes }) => diskBytes,
      render: ({ diskBytes }) => (diskBytes > 0 ? bytes(diskBytes) : ''),
    },
    {
      key: 'activity',
      title: 'Last activity',
      isNumber: true,
      isExtra: true,
      sortBy: ({ endedAt, createdAt }) => Date.parse(endedAt ?? createdAt),
      render: ({ endedAt, createdAt }) => <Ago time={endedAt ?? createdAt} />,
    },
  ]
  return (
    <DataTable
      label="Datasets"
      columns={columns}
      rows={rows.map(row => readFragment(datasetRow, row))}
      rowKey={({ id }) => id}
      href={({ id }) => project.dataset(id)}
      empty={empty}
    />
  )
}
