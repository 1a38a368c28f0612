import {
  BestBy,
  Policy,
  PolicyType,
  Precision,
  Regularization,
  Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { solverOf } from './spec-solver.js'

const solver = Solver.create({
  epochs: 30,
  batchSize: 64,
  baseRate: 0.01,
  momentum: 0.9,
  weightDecay: 0.0001,
  policy: Policy.create({ type: PolicyType.STEP, stepPercent: 33, gamma: 0.1 }),
  snapshotInterval: 1,
  validationInterval: 0.5,
  seed: 7,
})
const written = {
  type: 'SGD',
  baseRate: 0.01,
  momentum: 0.9,
  weightDecay: 0.0001,
  policy: { type: 'step', stepPercent: 33, gamma: 0.1 },
}
const defaults = {
  type: SolverType.SGD,
  regularization: Regularization.L2,
  accumulation: 1,
  clip: 0,
  precision: Precision.FLOAT32,
  earlyStop: 0,
  bestBy: BestBy.BALANCED_ACCURACY,
  policy: Policy.create({ type: PolicyType.STEP, stepPercent: 33, gamma: 0.1, warmupPercent: 0 }),
}

describe('the solver of a spec', () => {
  it('is that of runs from before there were options, to the field, when no option is on', () => {
    expect(solverOf(solver).solver).toStrictEqual(written)
    expect(solverOf({ ...solver, ...defaults }).solver).toStrictEqual(written)
  })

  it.each<[Partial<Solver>, object]>([
    [
      { type: SolverType.ADAM, momentum2: 0.999, delta: 1e-8 },
      { type: 'Adam', momentum2: 0.999, delta: 1e-8 },
    ],
    [
      { type: SolverType.RMSPROP, momentum: 0, rmsDecay: 0.99, delta: 1e-8 },
      { type: 'RMSProp', momentum: 0, rmsDecay: 0.99, delta: 1e-8 },
    ],
    [{ accumulation: 4 }, { accumulation: 4 }],
    [{ clip: 35 }, { clip: 35 }],
    [{ regularization: Regularization.L1 }, { regularization: 'L1' }],
    [{ precision: Precision.BFLOAT16 }, { precision: 'bf16' }],
    [
      { earlyStop: 5, bestBy: BestBy.LOSS },
      { earlyStop: 5, best: 'loss' },
    ],
    [
      { policy: Policy.create({ type: PolicyType.COSINE, warmupPercent: 5 }) },
      { policy: { type: 'cosine', warmupPercent: 5 } },
    ],
  ])('has of %j %j', (change, expected) =>
    expect(solverOf({ ...solver, ...change }).solver).toStrictEqual({ ...written, ...expected }),
  )
})
