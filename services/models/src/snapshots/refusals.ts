import { refusal } from '../models/refusals.js'

export const snapshotGone = refusal(
  'not-found',
  'id',
  'This snapshot is no longer there; it was deleted, or newer ones took its place.',
  'Choose another snapshot.',
)

export const isStillNeeded = (run: string) =>
  refusal(
    'in-use',
    'id',
    `This is the newest snapshot of ${run}, which has not ended and would go on from it.`,
    'Abort the run first, or wait for the next snapshot.',
    [run],
  )
