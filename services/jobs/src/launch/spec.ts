import type { Solver } from '@fovea/proto/models/v1/models'
import type { Manifest } from '@fovea/service-kit'

/** A file of the worker's spec. */
export interface SpecFile {
  url: string
  path: null
  hash: string
  bytes: number
}

/** Objects that training reads: shards of train and val, and the mean. */
export const trainingObjects = ({ splits, mean }: Manifest) => [...splits.train.shards, ...splits.val.shards, mean]

/** Steps: each takes the images of as many batches as the solver gathers. */
export const iterationsPerEpoch = ({ splits }: Manifest, { batchSize = 1, accumulation = 1 }: Solver): number =>
  Math.ceil(splits.train.count / (batchSize * accumulation))
