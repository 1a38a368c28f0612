import { useQuery } from 'urql'
import { snapshotsDocument } from './model.graphql'

/** Snapshots of a run, oldest first; each new one arrives with the changes of rows. */
export function useSnapshots(id: string) {
  const [{ data }] = useQuery({ query: snapshotsDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  return data?.node?.__typename === 'Run' ? data.node.snapshots : []
}
