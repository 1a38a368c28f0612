import type { Solver } from '@fovea/proto/models/v1/models'

/** A file of the worker's spec. */
export interface SpecFile {
  url: string
  path: null
  hash: string
  bytes: number
}

/** What a dataset's manifest says of an object, docs/contracts.md. */
interface ManifestObject {
  key: string
  hash: string
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
  const manifest = JSON.parse(text, hashOfOld) as Manifest
  if (manifest.version !== 1 && manifest.version !== 2)
    throw new Error(`The manifest has version ${manifest.version}; this service reads versions 1 and 2.`)
  return manifest
}

/** Version 1 has `sha256` in place of `hash`. */
const hashOfOld = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && 'sha256' in value
    ? { ...value, hash: `sha256:${value.sha256}` }
    : value

/** Objects that training reads: shards of train and val, and the mean. */
export const trainingObjects = (manifest: Manifest): ManifestObject[] => [
  ...(manifest.splits['train']?.shards ?? []),
  ...(manifest.splits['val']?.shards ?? []),
  ...(manifest.mean ? [manifest.mean] : []),
]

/** Steps: each takes the images of as many batches as the solver gathers. */
export const iterationsPerEpoch = (manifest: Manifest, { batchSize = 1, accumulation = 1 }: Solver): number =>
  Math.ceil((manifest.splits['train']?.count ?? 0) / (batchSize * accumulation))
