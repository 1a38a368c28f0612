import {
  BestBy,
  Mean,
  Policy,
  PolicyType,
  Precision,
  Regularization,
  Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { resolveSolver } from './resolve-solver.js'

const network = {
  height: 32,
  width: 32,
  channels: 3,
  order: 'rgb',
  resize: 'squash',
  crop: 28,
  mirror: true,
  mean: 'pixel',
  scale: 0.5,
} as const
const resolve = (change: Partial<Solver> = {}) =>
  resolveSolver(Solver.create({ epochs: 3, baseRate: 0.5, ...change }), network)
const none = { stepPercent: 0, gamma: 0, power: 0, values: [], warmupPercent: 0 }

describe('a solver with nothing but what must be', () => {
  it('gets its batch, decay, policy and preprocessing', () =>
    expect(resolve()).toMatchObject({
      epochs: 3,
      baseRate: 0.5,
      batchSize: 64,
      weightDecay: 0.005,
      type: SolverType.SGD,
      momentum: 0.9,
      regularization: Regularization.L2,
      accumulation: 1,
      clip: 0,
      precision: Precision.FLOAT32,
      earlyStop: 0,
      bestBy: BestBy.BALANCED_ACCURACY,
      policy: { ...none, type: PolicyType.STEP, stepPercent: 33, gamma: 0.1 },
      preprocessing: { mean: Mean.PIXEL, scale: 0.5, crop: 28, mirror: true },
    }))

  it('keeps zero where zero was given', () => expect(resolve({ weightDecay: 0 }).weightDecay).toBe(0))
})

describe('the numbers of a solver', () => {
  it.each<[SolverType, Partial<Solver>, Partial<Solver>]>([
    [SolverType.SGD, {}, { baseRate: 0.01, weightDecay: 0.0001, momentum: 0.9 }],
    [SolverType.SGD, { momentum: 0 }, { momentum: 0, momentum2: undefined, delta: undefined, rmsDecay: undefined }],
    [SolverType.NESTEROV, {}, { baseRate: 0.01, momentum: 0.9 }],
    [SolverType.ADAGRAD, {}, { momentum: 0, delta: 1e-8 }],
    [SolverType.RMSPROP, {}, { baseRate: 0.001, momentum: 0, rmsDecay: 0.99, delta: 1e-8 }],
    [SolverType.ADADELTA, {}, { baseRate: 1, weightDecay: 0.0005, momentum: 0.95, delta: 1e-6 }],
    [SolverType.ADAM, { momentum2: 0.99 }, { baseRate: 0.001, momentum: 0.9, momentum2: 0.99, delta: 1e-8 }],
    [SolverType.ADAMW, {}, { baseRate: 0.001, weightDecay: 0.01, momentum2: 0.999 }],
  ])('of %s with %j are %j', (type, given, expected) =>
    expect(resolve({ type, baseRate: undefined, ...given })).toMatchObject(expected),
  )

  it('keeps every option that was given', () => {
    const given = {
      regularization: Regularization.L1,
      accumulation: 4,
      clip: 35,
      precision: Precision.BFLOAT16,
      earlyStop: 5,
      bestBy: BestBy.LOSS,
    }
    expect(resolve(given)).toMatchObject(given)
  })
})

describe('a policy', () => {
  it.each<[PolicyType, Partial<Policy>, Partial<Policy>]>([
    [PolicyType.FIXED, {}, {}],
    [PolicyType.FIXED, { gamma: 0.5, power: 2 }, {}],
    [PolicyType.STEP, { stepPercent: 10 }, { stepPercent: 10, gamma: 0.1 }],
    [PolicyType.MULTISTEP, {}, { values: [50, 85], gamma: 0.5 }],
    [PolicyType.MULTISTEP, { values: [10], gamma: 0.9, power: 3 }, { values: [10], gamma: 0.9 }],
    [PolicyType.EXP, {}, { gamma: 0.95 }],
    [PolicyType.INV, {}, { gamma: 0.1, power: 0.5 }],
    [PolicyType.POLY, {}, { power: 3 }],
    [PolicyType.SIGMOID, {}, { stepPercent: 50, gamma: 0.1 }],
    [PolicyType.COSINE, { gamma: 0.5, warmupPercent: 5 }, { warmupPercent: 5 }],
  ])('%s with %j has what it reads: %j', (type, given, expected) =>
    expect(resolve({ policy: Policy.create({ type, ...given }) }).policy).toEqual({ ...none, type, ...expected }),
  )
})
