import { Mean, Solver, SolverType } from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { usualSolver } from './usual-solver.js'

describe('a solver that is not resolved yet', () => {
  it('is shown with its usual values', () =>
    expect(usualSolver(Solver.create({ epochs: 3, type: SolverType.ADADELTA }))).toMatchObject({
      batchSize: 64,
      baseRate: 1,
      momentum: 0.95,
      weightDecay: 0.0005,
      preprocessing: { mean: Mean.IMAGE, scale: 1, crop: 0, mirror: false },
    }))

  it('is SGD when it is from before there was a choice, and keeps what it has', () => {
    const old = { momentum: 0.8, baseRate: 0.5, weightDecay: 0, batchSize: 3 }
    expect(usualSolver(Solver.create({ epochs: 3, ...old }))).toMatchObject({ ...old, type: SolverType.SGD })
  })
})
