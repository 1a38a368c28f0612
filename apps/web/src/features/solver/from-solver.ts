import { type FragmentType, readFragment } from '../../gql'
import { solverFields } from './solver.graphql'
import type { SolverDraft } from './solver-draft'

const orEmpty = (value: number | null) => (value === null || value === 0 ? '' : String(value))
const given = (value: number | null) => (value === null ? '' : String(value))

/** A form filled with all that a solver says: cloning starts here. */
export function fromSolver(row: FragmentType<typeof solverFields>): SolverDraft {
  const { policy, preprocessing, ...solver } = readFragment(solverFields, row)
  return {
    type: solver.type,
    epochs: String(solver.epochs),
    batchSize: String(solver.batchSize),
    baseRate: String(solver.baseRate),
    policy: policy.type,
    stepPercent: orEmpty(policy.stepPercent),
    gamma: orEmpty(policy.gamma),
    values: policy.values.join(', '),
    power: orEmpty(policy.power),
    warmupPercent: orEmpty(policy.warmupPercent),
    momentum: String(solver.momentum),
    momentum2: given(solver.momentum2),
    rmsDecay: given(solver.rmsDecay),
    delta: given(solver.delta),
    weightDecay: String(solver.weightDecay),
    regularization: solver.regularization,
    accumulation: String(solver.accumulation),
    clip: orEmpty(solver.clip),
    precision: solver.precision,
    earlyStop: orEmpty(solver.earlyStop),
    bestBy: solver.bestBy,
    snapshotInterval: String(solver.snapshotInterval),
    validationInterval: String(solver.validationInterval),
    seed: String(solver.seed),
    mean: preprocessing.mean,
    scale: String(preprocessing.scale),
    crop: String(preprocessing.crop),
    mirror: preprocessing.mirror ? 'yes' : 'no',
  }
}
