import { NativeSelect } from '@mantine/core'
import { useQuery } from 'urql'
import { percent, epoch as shownEpoch } from '../../lib/format'
import type { PreviousRun, Weights } from './draft'
import { previousSnapshotsDocument } from './previous.graphql'

interface Props {
  run: PreviousRun
  weights: Weights | null
  onWeights: (weights: Weights | null) => void
}

/** What the training begins with: weights filled afresh, or those of a snapshot. */
export function PreviousWeights({ run, weights, onWeights }: Props) {
  const [{ data, error }] = useQuery({
    query: previousSnapshotsDocument,
    variables: { run: run.run },
    requestPolicy: 'cache-and-network',
  })
  const snapshots = data?.node?.__typename === 'Run' ? data.node.snapshots.toReversed() : []
  const options = snapshots.map(({ id, epoch, valAccuracy, isBest, isNewest }) => ({
    value: id,
    label: [
      `Of epoch ${shownEpoch(epoch)}`,
      valAccuracy !== null && percent(valAccuracy),
      isBest && 'best',
      isNewest && 'newest',
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <NativeSelect
      label="Weights"
      description={
        data && snapshots.length === 0
          ? `${run.name} has saved no snapshot yet: its network alone can be used.`
          : `Those of ${run.name} go on learning; fresh ones begin anew.`
      }
      error={error && `The snapshots could not be read: ${error.message}`}
      data={[{ value: '', label: 'Fresh: its network alone' }, ...options]}
      value={weights?.snapshot ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const snapshot = snapshots.find(({ id }) => id === value)
        onWeights(snapshot ? { snapshot: snapshot.id, run: run.name, epoch: snapshot.epoch } : null)
      }}
    />
  )
}
