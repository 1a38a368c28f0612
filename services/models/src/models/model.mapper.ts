import type { Model } from '@fovea/proto/models/v1/models'
import type { ModelEntity } from './model.entity.js'

export const toModel = (row: ModelEntity): Model => ({
  id: row.id,
  project: row.project,
  name: row.name,
  group: row.group,
  notes: row.notes,
  dataset: row.dataset,
  networkName: row.networkName,
  networkText: row.networkText,
  solver: row.solver,
  parameters: Number(row.parameters),
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  deleted: row.deletedAt !== null,
  revision: row.revision,
  lastActivityAt: row.activeAt,
  initialWeights: row.initial ?? undefined,
  bestAccuracy: row.bestAccuracy ?? undefined,
})
