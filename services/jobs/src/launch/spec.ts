import type { Solver } from '@fovea/proto/models/v1/models'

/** A file of the worker's spec. */
export interface SpecFile {
  url: string
  path: null
  sha256: string
  bytes: number
}

/** What a dataset's manifest says of an object, docs/contracts.md. */
interface ManifestObject {
  key: string
  sha256: string
  bytes: number
}

export interface Manifest {
  version: number
  classes: string[]
  splits: Record<string, { count: number; shards: ManifestObject[] } | undefined>
  mean?: ManifestObject
}

/** The manifest, or a sentence about what is wrong with it. */
export function readManifest(text: string): Manifest {
  const manifest = JSON.parse(text) as Manifest
  if (manifest.version !== 1)
    throw new Error(`The manifest has version ${manifest.version}; this service reads version 1.`)
  return manifest
}

/** Objects that training reads: shards of train and val, and the mean. */
export const trainingObjects = (manifest: Manifest): ManifestObject[] => [
  ...(manifest.splits['train']?.shards ?? []),
  ...(manifest.splits['val']?.shards ?? []),
  ...(manifest.mean ? [manifest.mean] : []),
]

/** Steps: each takes the images of as many batches as the solver gathers. */
export const iterationsPerEpoch = (manifest: Manifest, { batchSize = 1, accumulation = 1 }: Solver): number =>
  Math.ceil((manifest.splits['train']?.count ?? 0) / (batchSize * accumulation))
