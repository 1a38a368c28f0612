import type { PageRequest } from '@fovea/proto/common/v1/common'
import { type Keyset, orderFrom, type SortKey } from '@fovea/service-kit'

const SORTS = new Map<string, SortKey[]>([
  // A UUIDv7 begins with its time.
  ['newest', []],
  ['name', [{ sql: 'lower(d.name)', type: 'text', isDescending: false }]],
  ['activity', [{ sql: 'coalesce(d.ended_at, d.created_at)', type: 'timestamptz', isDescending: true }]],
])

/** The order of a list of datasets. */
export const datasetOrder = (request: PageRequest, from: number): Keyset => orderFrom(SORTS, request, 'd.id', from)
