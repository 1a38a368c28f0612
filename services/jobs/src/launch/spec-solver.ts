import type { SolverType as Name } from '@fovea/netspec'
import {
  BestBy,
  type Policy,
  PolicyType,
  Precision,
  Regularization,
  type Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'

/** A solver's name, as Caffe and the spec have it. */
export const SOLVER: Record<SolverType, Name> = {
  [SolverType.UNSPECIFIED]: 'SGD',
  [SolverType.SGD]: 'SGD',
  [SolverType.NESTEROV]: 'Nesterov',
  [SolverType.ADAGRAD]: 'AdaGrad',
  [SolverType.RMSPROP]: 'RMSProp',
  [SolverType.ADADELTA]: 'AdaDelta',
  [SolverType.ADAM]: 'Adam',
  [SolverType.ADAMW]: 'AdamW',
}

const POLICY: Record<PolicyType, (policy: Policy) => object> = {
  [PolicyType.UNSPECIFIED]: () => ({ type: 'fixed' }),
  [PolicyType.FIXED]: () => ({ type: 'fixed' }),
  [PolicyType.STEP]: ({ stepPercent, gamma }) => ({ type: 'step', stepPercent, gamma }),
  [PolicyType.MULTISTEP]: ({ values, gamma }) => ({ type: 'multistep', values, gamma }),
  [PolicyType.EXP]: ({ gamma }) => ({ type: 'exp', gamma }),
  [PolicyType.INV]: ({ gamma, power }) => ({ type: 'inv', gamma, power }),
  [PolicyType.POLY]: ({ power }) => ({ type: 'poly', power }),
  [PolicyType.SIGMOID]: ({ stepPercent, gamma }) => ({ type: 'sigmoid', step: stepPercent, gamma }),
  [PolicyType.COSINE]: () => ({ type: 'cosine' }),
}

const BEST: Partial<Record<BestBy, string>> = { [BestBy.ACCURACY]: 'accuracy', [BestBy.LOSS]: 'loss' }

function policyOf(policy: Policy | undefined): object {
  if (!policy) return { type: 'fixed' }
  const { warmupPercent = 0 } = policy
  return { ...POLICY[policy.type](policy), ...(warmupPercent > 0 ? { warmupPercent } : {}) }
}

/** What is at its default is left out: a state is resumed under an equal solver only, and those of old runs know no options. */
function optionsOf(solver: Solver): object {
  const { momentum2, delta, rmsDecay, accumulation = 1, clip = 0, earlyStop = 0, bestBy } = solver
  const best = bestBy && BEST[bestBy]
  return {
    ...(momentum2 === undefined ? {} : { momentum2 }),
    ...(delta === undefined ? {} : { delta }),
    ...(rmsDecay === undefined ? {} : { rmsDecay }),
    ...(solver.regularization === Regularization.L1 ? { regularization: 'L1' } : {}),
    ...(accumulation > 1 ? { accumulation } : {}),
    ...(clip > 0 ? { clip } : {}),
    ...(solver.precision === Precision.BFLOAT16 ? { precision: 'bf16' } : {}),
    ...(earlyStop > 0 ? { earlyStop } : {}),
    ...(best ? { best } : {}),
  }
}

/** The solver's part of the spec; the solver is resolved. */
export const solverOf = (solver: Solver) => ({
  solver: {
    type: SOLVER[solver.type ?? SolverType.SGD],
    baseRate: solver.baseRate,
    momentum: solver.momentum,
    weightDecay: solver.weightDecay,
    policy: policyOf(solver.policy),
    ...optionsOf(solver),
  },
  epochs: solver.epochs,
  batchSize: solver.batchSize,
  snapshotInterval: solver.snapshotInterval,
  validationInterval: solver.validationInterval,
  seed: solver.seed,
})
