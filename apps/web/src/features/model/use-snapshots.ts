import { useEffect } from 'react'
import { useQuery } from 'urql'
import type { RunState } from '../../gql/graphql'
import { isLive } from '../states'
import { snapshotsDocument } from './model.graphql'

const LATER_MS = 1_500

/** Snapshots of a run, read again as each epoch passes and once more a moment later, since an upload takes time. */
export function useSnapshots(id: string, epoch: number, state: RunState) {
  const [{ data }, read] = useQuery({ query: snapshotsDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  const passed = Math.floor(epoch)
  useEffect(() => {
    const again = () => read({ requestPolicy: 'network-only' })
    const timers = [setTimeout(again, LATER_MS), ...(isLive(state) ? [] : [setTimeout(again, 3 * LATER_MS)])]
    return () => timers.forEach(clearTimeout)
  }, [passed, state, read])
  return data?.node?.__typename === 'Run' ? data.node.snapshots : []
}
