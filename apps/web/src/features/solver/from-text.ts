import {
  type PolicySpec,
  type ReadSolver,
  readSolver,
  type Solver,
  type SolverType as SolverName,
} from '@fovea/netspec'
import type { SolverType } from '../../gql/graphql'
import { readBy, type SolverDraft, solverNames } from './solver-draft'

/** What turns a text's iterations into epochs. */
export interface Facts {
  /** Images of the train split; 0 while they are not known. */
  images: number
  batchSize: number
}

export interface Filled {
  faults: ReadSolver['faults']
  /** Absent when the text has errors. */
  part?: Partial<SolverDraft>
  /** What was taken over another way than it is written, or not at all. */
  notes: string[]
}

const inWords = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })
const show = (value: number) => String(Number(value.toPrecision(6)))

const typeOf = (name: SolverName): SolverType =>
  (Object.keys(solverNames) as SolverType[]).find(type => solverNames[type] === name) ?? 'SGD'

const isFalling = (gamma: number) => gamma > 0 && gamma <= 1

/** The fields of a policy, or why it has to stay out. */
function policyPart(policy: PolicySpec): Partial<SolverDraft> | string {
  switch (policy.type) {
    case 'fixed':
      return { policy: 'FIXED' }
    case 'cosine':
      return { policy: 'COSINE' }
    case 'poly':
      return policy.power > 0 ? { policy: 'POLY', power: show(policy.power) } : { policy: 'FIXED' }
    case 'step':
      if (policy.stepPercent > 100) return { policy: 'FIXED' }
      if (!isFalling(policy.gamma)) return 'Its steps do not lower the rate (gamma), so the policy is not taken over.'
      return { policy: 'STEP', stepPercent: show(policy.stepPercent), gamma: show(policy.gamma) }
    case 'multistep': {
      if (!isFalling(policy.gamma)) return 'Its steps do not lower the rate (gamma), so the policy is not taken over.'
      const values = policy.values.filter(value => value > 0)
      if (values.length === 0) return { policy: 'FIXED' }
      return { policy: 'MULTISTEP', values: values.map(show).join(', '), gamma: show(policy.gamma) }
    }
    case 'exp':
      if (!isFalling(policy.gamma)) return 'Its rate does not fall (gamma), so the policy is not taken over.'
      return { policy: 'EXP', gamma: show(policy.gamma) }
    case 'inv':
      if (!(policy.gamma > 0 && policy.power > 0)) return { policy: 'FIXED' }
      return { policy: 'INV', gamma: show(policy.gamma), power: show(policy.power) }
    case 'sigmoid':
      if (!(policy.gamma > 0)) return 'Its sigmoid rises, which no policy here does, so the policy is not taken over.'
      if (!(policy.step > 0 && policy.step <= 100))
        return 'The middle of its sigmoid lies outside of training, so the policy is not taken over.'
      return { policy: 'SIGMOID', stepPercent: show(policy.step), gamma: show(policy.gamma) }
  }
}

/** Epochs and intervals from steps; what cannot be worked out is said. */
function timePart(solver: Solver, { images, batchSize }: Facts, notes: string[]): Partial<SolverDraft> {
  const { iterations, testEvery, snapshotEvery } = solver
  if (iterations === undefined && testEvery === undefined && snapshotEvery === undefined) return {}
  if (images === 0) {
    notes.push('Its iterations become epochs once the images of the dataset are counted; epochs and intervals stay.')
    return {}
  }
  const perEpoch = Math.ceil(images / (batchSize * solver.accumulation))
  const epochsOf = (steps: number) => steps / perEpoch
  const part: Partial<SolverDraft> = {}
  if (iterations !== undefined) {
    const exact = epochsOf(iterations)
    const epochs = Math.min(10_000, Math.max(1, Math.round(exact)))
    part.epochs = String(epochs)
    const batches = solver.accumulation > 1 ? `${solver.accumulation} batches of ${batchSize}` : `${batchSize} images`
    notes.push(
      `${inWords.format(iterations)} iterations of ${batches} are ${inWords.format(exact)} epochs${epochs === exact ? '' : `; ${inWords.format(epochs)} ${epochs === 1 ? 'is' : 'are'} taken`}.`,
    )
  }
  if (testEvery !== undefined) part.validationInterval = show(epochsOf(testEvery))
  if (snapshotEvery !== undefined) part.snapshotInterval = show(epochsOf(snapshotEvery))
  return part
}

/** What a text of Fovea's says beyond Caffe's fields. */
function ownPart(own: NonNullable<Solver['own']>): Partial<SolverDraft> {
  const { epochs, batchSize, scale, snapshotEpochs, validationEpochs } = own
  return {
    ...(epochs === undefined ? {} : { epochs: String(epochs) }),
    ...(batchSize === undefined ? {} : { batchSize: String(batchSize) }),
    ...(snapshotEpochs === undefined ? {} : { snapshotInterval: show(snapshotEpochs) }),
    ...(validationEpochs === undefined ? {} : { validationInterval: show(validationEpochs) }),
    warmupPercent: own.warmupPercent > 0 ? show(own.warmupPercent) : '',
    precision: own.precision,
    earlyStop: own.earlyStop > 0 ? String(own.earlyStop) : '',
    bestBy: own.bestBy,
    mean: own.mean,
    ...(scale === undefined ? {} : { scale: show(scale) }),
    crop: String(own.crop),
    mirror: own.mirror ? 'yes' : 'no',
  }
}

/** A form filled with what a solver text says; what it leaves open, and what it cannot say, stays. */
export function filledFrom(text: string, facts: Facts): Filled {
  const { faults, solver } = readSolver(text)
  if (!solver) return { faults, notes: [] }
  const notes: string[] = []
  const type = typeOf(solver.type)
  const policy = policyPart(solver.policy)
  if (typeof policy === 'string') notes.push(policy)
  const hasL1 = solver.regularization === 'L1'
  if (hasL1 && type === 'ADAMW') notes.push('AdamW has no L1; its decay is taken over as L2.')
  const part: Partial<SolverDraft> = {
    type,
    baseRate: show(solver.baseRate),
    ...Object.fromEntries(readBy(type).map(name => [name, show(solver[name])])),
    weightDecay: show(solver.weightDecay),
    regularization: hasL1 && type !== 'ADAMW' ? 'L1' : 'L2',
    accumulation: String(solver.accumulation),
    clip: solver.clip > 0 ? show(solver.clip) : '',
    ...(typeof policy === 'string'
      ? {}
      : { stepPercent: '', gamma: '', values: '', power: '', warmupPercent: '', ...policy }),
    ...(solver.own?.epochs === undefined ? timePart(solver, facts, notes) : {}),
    ...(solver.seed === undefined ? {} : { seed: String(solver.seed) }),
    ...(solver.own && ownPart(solver.own)),
  }
  return { faults, part, notes }
}
