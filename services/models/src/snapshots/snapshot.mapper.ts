import type { Snapshot } from '@fovea/proto/models/v1/models'
import type { SnapshotEntity } from './snapshot.entity.js'

export const toSnapshot = (row: SnapshotEntity): Snapshot => ({
  id: row.id,
  project: row.project,
  run: row.run,
  model: row.model,
  iteration: Number(row.iteration),
  epoch: row.epoch,
  weightsKey: row.weightsKey,
  weightsSha256: row.weightsSha256,
  weightsBytes: Number(row.weightsBytes),
  stateKey: row.stateKey,
  stateSha256: row.stateSha256,
  stateBytes: Number(row.stateBytes),
  valLoss: row.valLoss ?? undefined,
  valAccuracy: row.valAccuracy ?? undefined,
  valBalancedAccuracy: row.valBalancedAccuracy ?? undefined,
  createdAt: row.createdAt,
  isBest: row.isBest,
  isNewest: row.isNewest,
  onnxKey: row.onnxKey,
  isPinned: row.isPinned,
  bestBy: row.bestBy ?? undefined,
})

/** Its columns; id, time and flags are the repository's to give. */
export const toRow = (
  snapshot: Snapshot,
): Omit<SnapshotEntity, 'id' | 'createdAt' | 'isBest' | 'isNewest' | 'isPinned'> => ({
  project: snapshot.project,
  run: snapshot.run,
  model: snapshot.model,
  iteration: `${snapshot.iteration}`,
  epoch: snapshot.epoch,
  weightsKey: snapshot.weightsKey,
  weightsSha256: snapshot.weightsSha256,
  weightsBytes: `${snapshot.weightsBytes}`,
  stateKey: snapshot.stateKey,
  stateSha256: snapshot.stateSha256,
  stateBytes: `${snapshot.stateBytes}`,
  valLoss: snapshot.valLoss ?? null,
  valAccuracy: snapshot.valAccuracy ?? null,
  valBalancedAccuracy: snapshot.valBalancedAccuracy ?? null,
  onnxKey: snapshot.onnxKey,
  bestBy: snapshot.bestBy ?? null,
})
