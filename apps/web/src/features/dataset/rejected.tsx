import { counted } from '../../lib/format'
import { DataTable } from '../../ui/data-table'
import { Section } from '../../ui/page'
import classes from './rejected.module.css'

/** Each file that was left out, and why. */
export function Rejected({ rows, total }: { rows: { path: string; reason: string }[]; total: number }) {
  return (
    <Section title={`${counted(total, 'file')} left out`}>
      <div className={classes.table}>
        <DataTable
          label="Files that were left out"
          rows={rows}
          rowKey={({ path }) => path}
          columns={[
            {
              key: 'path',
              title: 'File',
              sortBy: ({ path }) => path,
              render: ({ path }) => <span title={path}>{path}</span>,
            },
            { key: 'reason', title: 'Reason', sortBy: ({ reason }) => reason, render: ({ reason }) => reason },
          ]}
        />
      </div>
      {rows.length > 0 && total > rows.length && <p className={classes.more}>The first {rows.length} stand here.</p>}
    </Section>
  )
}
