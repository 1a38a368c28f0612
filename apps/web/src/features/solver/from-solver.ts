import { type FragmentType, readFragment } from '../../gql'
import { solverFields } from './solver.graphql'
import type { SolverDraft } from './solver-draft'

/** A form filled with all that a solver says: cloning starts here. */
export function fromSolver(row: FragmentType<typeof solverFields>): SolverDraft {
  const { policy, preprocessing, ...solver } = readFragment(solverFields, row)
  const orEmpty = (value: number) => (value === 0 ? '' : String(value))
  return {
    epochs: String(solver.epochs),
    batchSize: String(solver.batchSize),
    baseRate: String(solver.baseRate),
    policy: policy.type,
    stepPercent: orEmpty(policy.stepPercent),
    gamma: orEmpty(policy.gamma),
    values: policy.values.join(', '),
    power: orEmpty(policy.power),
    momentum: String(solver.momentum),
    weightDecay: String(solver.weightDecay),
    snapshotInterval: String(solver.snapshotInterval),
    validationInterval: String(solver.validationInterval),
    seed: String(solver.seed),
    mean: preprocessing.mean,
    scale: String(preprocessing.scale),
    crop: String(preprocessing.crop),
    mirror: preprocessing.mirror ? 'yes' : 'no',
  }
}
