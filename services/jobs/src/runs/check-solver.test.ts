import type { Solver } from '@fovea/proto/models/v1/models'
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
})
