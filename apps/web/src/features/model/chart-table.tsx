import { type SeriesByName, valueAt } from '../../charts/prepare-series'
import { epoch, loss, percent, rate } from '../../lib/format'
import { type Column, DataTable } from '../../ui/data-table'

interface Row {
  iteration: number
  values: Record<string, number | undefined>
}

const COLUMNS: [string, string, (value: number) => string][] = [
  ['train/loss', 'Training loss', loss],
  ['val/loss', 'Validation loss', loss],
  ['val/accuracy', 'Accuracy', percent],
  ['val/balanced-accuracy', 'Balanced accuracy', percent],
  ['train/rate', 'Learning rate', rate],
]

/** What the charts say, in figures: a row a validation. */
export function ChartTable({ series, perEpoch }: { series: SeriesByName; perEpoch: number }) {
  const iterations = series['val/accuracy']?.iterations ?? series['val/loss']?.iterations ?? []
  const rows: Row[] = iterations.map(iteration => ({
    iteration,
    values: Object.fromEntries(COLUMNS.map(([name]) => [name, valueAt(series[name], iteration)])),
  }))
  const columns: Column<Row>[] = [
    {
      key: 'epoch',
      title: 'Epoch',
      isNumber: true,
      sortBy: row => row.iteration,
      render: row => epoch(row.iteration / perEpoch),
    },
    ...COLUMNS.map(([name, title, format]) => ({
      key: name,
      title,
      isNumber: true,
      sortBy: (row: Row) => row.values[name] ?? -1,
      render: (row: Row) => (row.values[name] === undefined ? '' : format(row.values[name])),
    })),
  ]
  return (
    <DataTable
      label="Series of the run"
      columns={columns}
      rows={rows}
      rowKey={row => String(row.iteration)}
      empty="No validation has passed yet."
    />
  )
}
