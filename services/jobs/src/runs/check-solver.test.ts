import { Regularization, type Solver, SolverType } from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { checkSolver } from './check-solver.js'

const solver: Solver = {
  epochs: 30,
  batchSize: 64,
  baseRate: 0.01,
  momentum: 0.9,
  weightDecay: 0.0001,
  policy: undefined,
  snapshotInterval: 1,
  validationInterval: 0.5,
  seed: 1,
  preprocessing: undefined,
}

describe('a solver', () => {
  it('may be as it is usually', () => expect(checkSolver(solver)).toBeUndefined())

  it.each<[keyof Solver, number]>([
    ['epochs', 0],
    ['epochs', 1.5],
    ['batchSize', 0],
    ['baseRate', 0],
    ['baseRate', Number.NaN],
    ['momentum', 1],
    ['momentum2', 1],
    ['rmsDecay', -0.1],
    ['delta', 0],
    ['accumulation', 0],
    ['accumulation', 1.5],
    ['clip', Number.NaN],
    ['earlyStop', -1],
    ['weightDecay', -1],
    ['snapshotInterval', -1],
    ['validationInterval', Number.NaN],
    ['seed', -1],
  ])('is refused with %s = %s', (field, value) =>
    expect(checkSolver({ ...solver, [field]: value })).toMatchObject({ code: 'invalid', field: `solver.${field}` }),
  )

  it.each<[keyof Solver, Partial<Solver>]>([
    ['momentum', { type: SolverType.ADAGRAD }],
    ['momentum2', { momentum2: 0.9 }],
    ['rmsDecay', { type: SolverType.ADAM, rmsDecay: 0.9 }],
    ['delta', { type: SolverType.NESTEROV, delta: 0.1 }],
    ['regularization', { type: SolverType.ADAMW, regularization: Regularization.L1 }],
    ['earlyStop', { earlyStop: 3, validationInterval: 0 }],
  ])('is refused for its %s when the rest does not go with it: %j', (field, change) =>
    expect(checkSolver({ ...solver, ...change })).toMatchObject({ code: 'invalid', field: `solver.${field}` }),
  )

  it('may have what its type reads', () =>
    expect(
      checkSolver({ ...solver, type: SolverType.RMSPROP, momentum: 0, rmsDecay: 0.9, delta: 1e-8 }),
    ).toBeUndefined())
})
