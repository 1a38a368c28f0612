import { solverForms, usualDecay } from '@fovea/netspec'
import { Mean, type Solver, SolverType } from '@fovea/proto/models/v1/models'
import { SOLVER } from '../launch/spec-solver.js'

const BATCH_SIZE = 64

/** A solver with what it leaves out shown as it usually is: until models has resolved it, which needs the ready dataset. */
export function usualSolver(solver: Solver): Solver {
  const { type = SolverType.SGD, preprocessing } = solver
  const form = solverForms[SOLVER[type]]
  const baseRate = solver.baseRate ?? form.baseRate
  return {
    ...solver,
    type,
    baseRate,
    batchSize: solver.batchSize ?? BATCH_SIZE,
    momentum: solver.momentum ?? form.momentum ?? 0,
    weightDecay: solver.weightDecay ?? usualDecay(SOLVER[type], baseRate),
    preprocessing: {
      mean: preprocessing?.mean ?? Mean.IMAGE,
      scale: preprocessing?.scale ?? 1,
      crop: preprocessing?.crop ?? 0,
      mirror: preprocessing?.mirror ?? false,
    },
  }
}
