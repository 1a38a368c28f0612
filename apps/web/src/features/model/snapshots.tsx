import type { RunSnapshotsQuery } from '../../gql/graphql'
import { bytes, epoch, percent } from '../../lib/format'
import { DataTable } from '../../ui/data-table'
import { SnapshotMenu } from './snapshot-menu'
import classes from './snapshots.module.css'

type Run = Extract<NonNullable<RunSnapshotsQuery['node']>, { __typename: 'Run' }>
export type Snapshot = Run['snapshots'][number]

interface Props {
  snapshots: Snapshot[]
  runName: string
  selected: string | undefined
  onSelect: (id: string) => void
}

/** Newest first; the chosen one answers when an image is tried. */
export function Snapshots({ snapshots, runName, selected, onSelect }: Props) {
  if (snapshots.length === 0)
    return <p className={classes.none}>The first one comes with the first interval of the run.</p>
  return (
    <div className={classes.scroll}>
      <DataTable
        label="Snapshots; Enter chooses the one that is asked"
        rows={[...snapshots].reverse()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => onSelect(id)}
        isSelected={({ id }) => id === selected}
        columns={[
          {
            key: 'epoch',
            title: 'Epoch',
            render: ({ epoch: at, isBest, isNewest, isPinned }) => (
              <>
                {epoch(at)}
                {isBest && <span className={classes.flag}>best</span>}
                {isNewest && <span className={classes.flag}>newest</span>}
                {isPinned && <span className={classes.flag}>pinned</span>}
              </>
            ),
          },
          {
            key: 'accuracy',
            title: 'Accuracy',
            isNumber: true,
            render: ({ valAccuracy }) => (valAccuracy === null ? '' : percent(valAccuracy)),
          },
          { key: 'size', title: 'Size', isNumber: true, render: ({ weightsBytes }) => bytes(weightsBytes) },
          {
            key: 'actions',
            title: '',
            width: '40px',
            render: snapshot => <SnapshotMenu snapshot={snapshot} runName={runName} />,
          },
        ]}
      />
    </div>
  )
}
