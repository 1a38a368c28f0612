import { defaultPolicies, type PolicySpec, type Preprocessing as Resolved } from '@fovea/netspec'
import { Mean, Policy, PolicyType, type Solver } from '@fovea/proto/models/v1/models'

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
} as const satisfies Record<PolicyType, PolicySpec['type']>

const MEANS = { none: Mean.NONE, image: Mean.IMAGE, pixel: Mean.PIXEL } as const

/** Fills every value that people left out: preprocessing as the network resolved it, the rest from the defaults. */
export function resolveSolver(solver: Solver, preprocessing: Resolved): Solver {
  const { mean, scale, crop, mirror } = preprocessing
  return {
    ...solver,
    batchSize: solver.batchSize ?? BATCH_SIZE,
    weightDecay: solver.weightDecay ?? solver.baseRate / 100,
    policy: resolvePolicy(solver.policy ?? Policy.create()),
    preprocessing: { mean: MEANS[mean], scale, crop, mirror },
  }
}

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
  }
}
