import type { PageRequest } from '@fovea/proto/common/v1/common'
import { type Keyset, orderFrom, type SortKey } from '@fovea/service-kit'

/** SQL of the best validation accuracy among a model's snapshots; retention always keeps the best. */
export const bestAccuracyOf = (model: string) =>
  `(SELECT max(val_accuracy) FROM snapshot WHERE snapshot.project = ${model}.project AND snapshot.model = ${model}.id)`

const SORTS = new Map<string, SortKey[]>([
  // A UUIDv7 begins with its time.
  ['newest', []],
  ['name', [{ sql: 'lower(name)', type: 'text', isDescending: false }]],
  ['activity', [{ sql: 'active_at', type: 'timestamptz', isDescending: true }]],
  // Those that have none yet are last.
  ['accuracy', [{ sql: `coalesce(${bestAccuracyOf('model')}, -1)`, type: 'float8', isDescending: true }]],
])

const BY_GROUP: SortKey[] = [
  { sql: `(group_name = '')::int`, type: 'integer', isDescending: false },
  { sql: 'group_name', type: 'text', isDescending: false },
]

/** The order of a list of models; reversing leaves the groups as they are. */
export const modelOrder = (request: PageRequest, isByGroup: boolean, from: number): Keyset =>
  orderFrom(SORTS, request, 'id', from, isByGroup ? BY_GROUP : [])
