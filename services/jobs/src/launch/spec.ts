import { type Policy, PolicyType, type Solver } from '@fovea/proto/models/v1/models'

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

export const iterationsPerEpoch = (manifest: Manifest, batchSize: number): number =>
  Math.ceil((manifest.splits['train']?.count ?? 0) / batchSize)

const POLICY: Record<PolicyType, (policy: Policy) => object> = {
  [PolicyType.UNSPECIFIED]: () => ({ type: 'fixed' }),
  [PolicyType.FIXED]: () => ({ type: 'fixed' }),
  [PolicyType.STEP]: ({ stepPercent, gamma }) => ({ type: 'step', stepPercent, gamma }),
  [PolicyType.MULTISTEP]: ({ values, gamma }) => ({ type: 'multistep', values, gamma }),
  [PolicyType.EXP]: ({ gamma }) => ({ type: 'exp', gamma }),
  [PolicyType.INV]: ({ gamma, power }) => ({ type: 'inv', gamma, power }),
  [PolicyType.POLY]: ({ power }) => ({ type: 'poly', power }),
  [PolicyType.SIGMOID]: ({ stepPercent, gamma }) => ({ type: 'sigmoid', step: stepPercent, gamma }),
}

/** The solver's part of the spec. */
export const solverOf = (solver: Solver) => ({
  solver: {
    type: 'SGD',
    baseRate: solver.baseRate,
    momentum: solver.momentum,
    weightDecay: solver.weightDecay,
    policy: solver.policy ? POLICY[solver.policy.type](solver.policy) : { type: 'fixed' },
  },
  epochs: solver.epochs,
  batchSize: solver.batchSize,
  snapshotInterval: solver.snapshotInterval,
  validationInterval: solver.validationInterval,
  seed: solver.seed,
})
