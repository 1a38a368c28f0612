import type { Command } from 'commander'
import type { BestBy, Mean, PolicyType, Precision, Regularization, SolverInput, SolverType } from '../gen/graphql.js'
import { best, mean, number, numbers, policy, precision, regularization, solver, whole } from '../numbers.js'

export interface SolverOptions {
  solver?: SolverType
  epochs?: number
  batch?: number
  lr?: number
  momentum?: number
  momentum2?: number
  delta?: number
  rmsDecay?: number
  decay?: number
  regularization?: Regularization
  accumulate?: number
  clip?: number
  precision?: Precision
  policy?: PolicyType
  step?: number
  gamma?: number
  power?: number
  values?: number[]
  warmup?: number
  earlyStop?: number
  best?: BestBy
  mean?: Mean
  scale?: number
  crop?: number
  mirror?: true
  snapshots?: number
  validate?: number
  seed?: number
}

/** A solver as the API answers with it. */
type Known = Required<Omit<SolverInput, 'policy' | 'preprocessing'>> & { policy: object; preprocessing: object }

export const addSolverOptions = (command: Command): Command =>
  command
    .option('--solver <name>', 'sgd, nesterov, adagrad, rmsprop, adadelta, adam, adamw', solver)
    .option('--epochs <n>', 'passes over the training images', whole)
    .option('--batch <n>', 'images a batch', whole)
    .option('--accumulate <n>', 'batches whose gradients make one step', whole)
    .option('--lr <rate>', 'base learning rate', number)
    .option('--momentum <m>', 'of the solver; not of adagrad and rmsprop', number)
    .option('--momentum2 <m>', 'of adam and adamw', number)
    .option('--rms-decay <d>', 'of rmsprop', number)
    .option('--delta <d>', 'added to denominators; of all but sgd and nesterov', number)
    .option('--decay <d>', 'weight decay', number)
    .option('--regularization <kind>', 'l2 or l1', regularization)
    .option('--clip <length>', 'longest gradient, such as 35; 0 for any', number)
    .option('--precision <kind>', 'float32 or bf16', precision)
    .option('--policy <name>', 'fixed, step, multistep, exp, inv, poly, sigmoid, cosine', policy)
    .option('--step <percent>', 'size of a step, or middle of the sigmoid', number)
    .option('--gamma <g>', 'of the policy', number)
    .option('--power <p>', 'of the policy', number)
    .option('--values <percents>', 'of multistep: 50,85', numbers)
    .option('--warmup <percent>', 'of training, in which the rate rises in a straight line', number)
    .option('--early-stop <n>', 'validations without a better one, after which it ends; 0 for never', whole)
    .option('--best <figure>', 'balanced-accuracy, accuracy or loss: says which snapshot is the best', best)
    .option('--mean <mode>', 'subtract none, image or pixel', mean)
    .option('--scale <s>', 'factor after the mean', number)
    .option('--crop <pixels>', 'side of a random square', whole)
    .option('--mirror', 'mirror at random')
    .option('--snapshots <epochs>', 'between snapshots', number)
    .option('--validate <epochs>', 'between validations', number)
    .option('--seed <n>', 'of weights and batches', whole)

/** What is given on the command line; all else is the platform's default. */
export const solverOf = (options: SolverOptions): SolverInput => ({
  ...given('type', options.solver),
  ...given('epochs', options.epochs),
  ...given('batchSize', options.batch),
  ...given('accumulation', options.accumulate),
  ...given('baseRate', options.lr),
  ...given('momentum', options.momentum),
  ...given('momentum2', options.momentum2),
  ...given('rmsDecay', options.rmsDecay),
  ...given('delta', options.delta),
  ...given('weightDecay', options.decay),
  ...given('regularization', options.regularization),
  ...given('clip', options.clip),
  ...given('precision', options.precision),
  ...given('earlyStop', options.earlyStop),
  ...given('bestBy', options.best),
  ...given('snapshotInterval', options.snapshots),
  ...given('validationInterval', options.validate),
  ...given('seed', options.seed),
  policy: {
    ...given('type', options.policy),
    ...given('stepPercent', options.step),
    ...given('gamma', options.gamma),
    ...given('power', options.power),
    ...given('values', options.values),
    ...given('warmupPercent', options.warmup),
  },
  preprocessing: {
    ...given('mean', options.mean),
    ...given('scale', options.scale),
    ...given('crop', options.crop),
    ...given('mirror', options.mirror),
  },
})

const given = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

/** A solver with what is given on the command line put over it; null when nothing is. */
export function overridden(known: Known, options: SolverOptions): SolverInput | null {
  const { policy: ownPolicy, preprocessing: ownPreprocessing, ...own } = known
  const { policy: newPolicy, preprocessing: newPreprocessing, ...change } = solverOf(options)
  const counts = [change, newPolicy, newPreprocessing].map(part => Object.keys(part ?? {}).length)
  if (counts.every(count => count === 0)) return null
  // Another policy, like another solver, comes with its own usual numbers, not with the old one's.
  const policyBase = newPolicy?.type ? warmupOf(ownPolicy) : ownPolicy
  const base = change.type && change.type !== own.type ? { ...own, ...UNKNOWN } : own
  return {
    ...base,
    ...change,
    policy: { ...policyBase, ...newPolicy },
    preprocessing: { ...ownPreprocessing, ...newPreprocessing },
  }
}

const UNKNOWN = { baseRate: null, momentum: null, momentum2: null, delta: null, rmsDecay: null, weightDecay: null }

const warmupOf = (policy: { warmupPercent?: number }) => given('warmupPercent', policy.warmupPercent)
