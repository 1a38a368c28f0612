import type { RefilledLayer } from '@fovea/proto/models/v1/models'
import { refusal } from '../models/refusals.js'

const FIELD = 'initialSnapshotId'

export const snapshotMissing = refusal(
  'not-found',
  FIELD,
  'There is no such snapshot in this project; it may have been deleted, or newer ones took its place.',
  'Choose another snapshot, or begin afresh.',
)

export const weightsGone = (name: string) =>
  refusal(
    'not-found',
    FIELD,
    `The weights of ${name} are no longer there; the snapshot was deleted, or newer ones took its place.`,
    'Choose another snapshot, or begin afresh.',
  )

export const weightsUnreadable = (name: string) =>
  refusal(
    'weights-unreadable',
    FIELD,
    `The weights of ${name} cannot be read: the file is no safetensors file, or it is damaged.`,
    'Choose another snapshot, or begin afresh.',
  )

/** `refilled`: why nothing fits, layer by layer; the first says it. */
export const noneTaken = (name: string, [first]: RefilledLayer[]) =>
  refusal(
    'nothing-taken',
    FIELD,
    `Nothing of ${name} fits this network: ${first ? `of ${first.name}, ${first.reason}` : 'it has no weights'}.`,
    'Choose a snapshot of a network whose layers have the same names and shapes, or begin afresh.',
  )
