import {
  Mean,
  Policy,
  PolicyType,
  Preprocessing,
  Regularization,
  Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { checkSolver } from './solver-check.js'

const image = { height: 28, width: 40 }
const sound = Solver.create({ epochs: 30, baseRate: 0.01, momentum: 0.9, snapshotInterval: 1, validationInterval: 1 })
const field = (change: Partial<Solver>) => checkSolver({ ...sound, ...change }, image)?.field
const policy = (change: Partial<Policy>) => Policy.create({ type: PolicyType.STEP, ...change })
const preprocessing = (change: Partial<Preprocessing>) => Preprocessing.create({ mean: Mean.IMAGE, ...change })

describe('a solver', () => {
  it.each<[string, Partial<Solver>]>([
    ['with nothing but what must be', {}],
    [
      'at the least',
      { epochs: 1, batchSize: 1, baseRate: 0, momentum: 0, weightDecay: 0, snapshotInterval: 0, validationInterval: 0 },
    ],
    ['at the most', { epochs: 10_000, batchSize: 65_536, momentum: 0.999, seed: Number.MAX_SAFE_INTEGER }],
    ['with fractions of epochs', { snapshotInterval: 0.25, validationInterval: 1.5 }],
    ['with a policy by default', { policy: policy({ type: PolicyType.UNSPECIFIED }) }],
    ['with steps', { policy: policy({ type: PolicyType.MULTISTEP, values: [25, 50, 100], gamma: 0.5 }) }],
    ['with a steep sigmoid', { policy: policy({ type: PolicyType.SIGMOID, stepPercent: 50, gamma: 3 }) }],
    ['with a crop of the whole side', { preprocessing: preprocessing({ crop: 28, scale: 0.0125, mirror: true }) }],
    ['with a cosine and a warm-up', { policy: policy({ type: PolicyType.COSINE, warmupPercent: 100 }) }],
    ['without a rate', { baseRate: undefined }],
    ['of AdaGrad with a momentum of 0', { type: SolverType.ADAGRAD, momentum: 0, delta: 1e-8 }],
    ['of RMSProp', { type: SolverType.RMSPROP, momentum: undefined, rmsDecay: 0.9 }],
    ['of Adam', { type: SolverType.ADAM, momentum2: 0.99, delta: 1 }],
    ['with every option', { accumulation: 16, clip: 35, earlyStop: 5, regularization: Regularization.L1 }],
    ['with a negative scale', { preprocessing: preprocessing({ scale: -1 }) }],
  ])('passes %s', (_, change) => expect(field(change)).toBeUndefined())

  it.each<[string, Partial<Solver>]>([
    ['epochs', { epochs: 0 }],
    ['epochs', { epochs: 10_001 }],
    ['epochs', { epochs: 1.5 }],
    ['batchSize', { batchSize: 0 }],
    ['batchSize', { batchSize: 65_537 }],
    ['baseRate', { baseRate: -0.1 }],
    ['baseRate', { baseRate: Number.NaN }],
    ['baseRate', { baseRate: Number.POSITIVE_INFINITY }],
    ['momentum', { momentum: 1 }],
    ['momentum', { momentum: -0.1 }],
    ['weightDecay', { weightDecay: -1 }],
    ['momentum', { type: SolverType.ADAGRAD }],
    ['momentum', { type: SolverType.RMSPROP, momentum: 0.5 }],
    ['momentum2', { momentum2: 0.999 }],
    ['momentum2', { type: SolverType.ADAM, momentum2: 1 }],
    ['delta', { type: SolverType.NESTEROV, delta: 1e-8 }],
    ['delta', { type: SolverType.ADADELTA, delta: 0 }],
    ['delta', { type: SolverType.ADAMW, delta: Number.NaN }],
    ['rmsDecay', { type: SolverType.ADAM, rmsDecay: 0.9 }],
    ['rmsDecay', { type: SolverType.RMSPROP, momentum: 0, rmsDecay: 1 }],
    ['regularization', { type: SolverType.ADAMW, regularization: Regularization.L1 }],
    ['accumulation', { accumulation: 0 }],
    ['accumulation', { accumulation: 1.5 }],
    ['clip', { clip: -1 }],
    ['clip', { clip: Number.POSITIVE_INFINITY }],
    ['earlyStop', { earlyStop: -1 }],
    ['earlyStop', { earlyStop: 3, validationInterval: 0 }],
    ['snapshotInterval', { snapshotInterval: -1 }],
    ['validationInterval', { validationInterval: Number.NaN }],
    ['seed', { seed: -1 }],
    ['policy.stepPercent', { policy: policy({ stepPercent: 101 }) }],
    ['policy.gamma', { policy: policy({ gamma: 1.1 }) }],
    ['policy.gamma', { policy: policy({ gamma: -0.1 }) }],
    ['policy.power', { policy: policy({ type: PolicyType.POLY, power: -1 }) }],
    ['policy.values', { policy: policy({ type: PolicyType.MULTISTEP, values: [50, 50] }) }],
    ['policy.values', { policy: policy({ type: PolicyType.MULTISTEP, values: [0, 50] }) }],
    ['policy.values', { policy: policy({ type: PolicyType.MULTISTEP, values: [50, 101] }) }],
    ['policy.warmupPercent', { policy: policy({ warmupPercent: 101 }) }],
    ['policy.warmupPercent', { policy: policy({ warmupPercent: -1 }) }],
    ['preprocessing.scale', { preprocessing: preprocessing({ scale: 0 }) }],
    ['preprocessing.scale', { preprocessing: preprocessing({ scale: Number.NaN }) }],
    ['preprocessing.crop', { preprocessing: preprocessing({ crop: 29 }) }],
    ['preprocessing.crop', { preprocessing: preprocessing({ crop: -1 }) }],
  ])('is refused for its %s: %j', (name, change) => expect(field(change)).toBe(`solver.${name}`))

  it('says which solvers read what this one does not', () =>
    expect(checkSolver({ ...sound, type: SolverType.RMSPROP }, image)).toMatchObject({
      message: 'RMSProp has no momentum, but 0.9 is given.',
      remedy: 'Leave it out, or choose a solver that has: SGD, Nesterov, AdaDelta, Adam, AdamW.',
    }))

  it('says what happened and what to do', () =>
    expect(checkSolver({ ...sound, preprocessing: preprocessing({ crop: 30 }) }, image)).toEqual({
      code: 'solver',
      field: 'solver.preprocessing.crop',
      message: 'A crop of 30 does not fit images of 40×28.',
      remedy: 'Give a whole number from 1 to 28, or 0 for none.',
      names: [],
    }))
})
