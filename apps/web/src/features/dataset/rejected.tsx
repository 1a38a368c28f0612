import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import { count, counted } from '../../lib/format'
import { DataTable } from '../../ui/data-table'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { rejectedDocument } from './rejected.graphql'
import classes from './rejected.module.css'

const FIRST = 20
const PAGE = 100

/** Each file that was left out, and why; all of them as a file. */
export function Rejected({ dataset: { id, rejectedCount } }: { dataset: { id: string; rejectedCount: number } }) {
  const [first, setFirst] = useState(FIRST)
  const [{ data, error }] = useQuery({
    query: rejectedDocument,
    variables: { id, first },
    requestPolicy: 'cache-and-network',
  })
  const [shown, setShown] = useState(data)
  // What is shown stays until more is here: no jump.
  if (data && data !== shown) setShown(data)
  const read = shown?.node?.__typename === 'Dataset' ? shown.node : undefined
  const rows = read?.rejectedFiles.nodes
  const left = read ? read.rejectedFiles.totalCount - read.rejectedFiles.nodes.length : 0
  return (
    <Section
      title={`${counted(rejectedCount, 'file')} left out`}
      aside={
        read?.rejectedUrl && (
          <a href={read.rejectedUrl} className={classes.download} download>
            <IconDownload size={15} stroke={1.7} aria-hidden /> Download all, CSV
          </a>
        )
      }
    >
      {!rows && !error && <SkeletonRows rows={3} />}
      {!rows && error && <Notice title="The list could not be read.">{error.message}</Notice>}
      {rows && (
        <div className={classes.table}>
          <DataTable
            label="Files that were left out"
            rows={rows.slice()}
            rowKey={({ path }) => path}
            onOrder={() => undefined}
            columns={[
              { key: 'path', title: 'File', render: ({ path }) => <span title={path}>{path}</span> },
              { key: 'reason', title: 'Reason', render: ({ reason }) => reason },
            ]}
            more={left > 0 ? { left, read: () => setFirst(first + PAGE) } : undefined}
          />
        </div>
      )}
      {read && left === 0 && rejectedCount > read.rejectedFiles.totalCount && (
        <p className={classes.more}>
          The first {count(read.rejectedFiles.totalCount)} stand here; the download has them all.
        </p>
      )}
    </Section>
  )
}
