import {
  defaultPolicies,
  type PolicySpec,
  type Preprocessing as Resolved,
  solverForms,
  solverNumbers,
  usualDecay,
} from '@fovea/netspec'
import {
  BestBy,
  Mean,
  Policy,
  PolicyType,
  Precision,
  Regularization,
  type Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'
import { typeOf } from './solver-options.js'

const BATCH_SIZE = 64

const NAMES = {
  [PolicyType.UNSPECIFIED]: 'step',
  [PolicyType.FIXED]: 'fixed',
  [PolicyType.STEP]: 'step',
  [PolicyType.MULTISTEP]: 'multistep',
  [PolicyType.EXP]: 'exp',
  [PolicyType.INV]: 'inv',
  [PolicyType.POLY]: 'poly',
  [PolicyType.SIGMOID]: 'sigmoid',
  [PolicyType.COSINE]: 'cosine',
} as const satisfies Record<PolicyType, PolicySpec['type']>

const MEANS = { none: Mean.NONE, image: Mean.IMAGE, pixel: Mean.PIXEL } as const

/** Fills every value that people left out: preprocessing as the network resolved it, the rest from the defaults. */
export function resolveSolver(solver: Solver, preprocessing: Resolved): Solver {
  const { mean, scale, crop, mirror } = preprocessing
  const type = typeOf(solver)
  const form = solverForms[type]
  const baseRate = solver.baseRate ?? form.baseRate
  // What the type does not read is not kept, but for the momentum, which is 0 then.
  const numbers = solverNumbers.map(name => [name, form[name] === undefined ? undefined : (solver[name] ?? form[name])])
  return {
    ...solver,
    type: known(solver.type, SolverType.UNSPECIFIED, SolverType.SGD),
    baseRate,
    batchSize: solver.batchSize ?? BATCH_SIZE,
    weightDecay: solver.weightDecay ?? usualDecay(type, baseRate),
    ...Object.fromEntries(numbers),
    ...(form.momentum === undefined ? { momentum: 0 } : {}),
    regularization: known(solver.regularization, Regularization.UNSPECIFIED, Regularization.L2),
    accumulation: solver.accumulation ?? 1,
    clip: solver.clip ?? 0,
    precision: known(solver.precision, Precision.UNSPECIFIED, Precision.FLOAT32),
    earlyStop: solver.earlyStop ?? 0,
    bestBy: known(solver.bestBy, BestBy.UNSPECIFIED, BestBy.BALANCED_ACCURACY),
    policy: resolvePolicy(solver.policy ?? Policy.create()),
    preprocessing: { mean: MEANS[mean], scale, crop, mirror },
  }
}

const known = <T>(given: T | undefined, unspecified: T, usual: T): T =>
  given === undefined || given === unspecified ? usual : given

/** Only what the policy reads is kept; 0 or none is its default. */
function resolvePolicy(given: Policy): Policy {
  const name = NAMES[given.type]
  const fallback: PolicySpec = defaultPolicies[name]
  const type = given.type === PolicyType.UNSPECIFIED ? PolicyType.STEP : given.type
  const step = 'stepPercent' in fallback ? fallback.stepPercent : 'step' in fallback ? fallback.step : undefined
  return {
    type,
    stepPercent: step === undefined ? 0 : given.stepPercent || step,
    gamma: 'gamma' in fallback ? given.gamma || fallback.gamma : 0,
    power: 'power' in fallback ? given.power || fallback.power : 0,
    values: 'values' in fallback ? (given.values.length > 0 ? given.values : [...fallback.values]) : [],
    warmupPercent: given.warmupPercent ?? 0,
  }
}
