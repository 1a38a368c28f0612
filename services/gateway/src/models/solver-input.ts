import type { Preprocessing, Solver } from '@fovea/proto/models/v1/models'
import { Mean, PolicyType } from '@fovea/proto/models/v1/models'
import type { PolicyInput, PreprocessingInput, SolverInput } from '../gen/resolvers.js'

/** DIGITS's defaults of each policy's parameters, in percent of training. */
const DEFAULTS: Partial<
  Record<PolicyType, { stepPercent?: number; gamma?: number; values?: number[]; power?: number }>
> = {
  [PolicyType.STEP]: { stepPercent: 33, gamma: 0.1 },
  [PolicyType.MULTISTEP]: { values: [50, 85], gamma: 0.5 },
  [PolicyType.EXP]: { gamma: 0.95 },
  [PolicyType.INV]: { gamma: 0.1, power: 0.5 },
  [PolicyType.POLY]: { power: 3 },
  [PolicyType.SIGMOID]: { stepPercent: 50, gamma: 0.1 },
}

/** The schema's builder leaves an enum within the default `{}` of an input under its GraphQL name. */
const enumValue = <V extends string>(values: Record<string, V>, given: V): V => values[given] ?? given

const policyOf = ({ type: given, stepPercent, gamma, values, power, warmupPercent }: PolicyInput) => {
  const type = enumValue(PolicyType, given)
  const defaults = DEFAULTS[type] ?? {}
  return {
    type,
    stepPercent: stepPercent ?? defaults.stepPercent ?? 0,
    gamma: gamma ?? defaults.gamma ?? 0,
    values: values ?? defaults.values ?? [],
    power: power ?? defaults.power ?? 0,
    warmupPercent: warmupPercent ?? undefined,
  }
}

/** A null stays out of the message: models then takes the network's own value. */
export const preprocessingOf = ({ mean, scale, crop, mirror }: PreprocessingInput): Preprocessing => ({
  mean: enumValue(Mean, mean),
  scale: scale ?? undefined,
  crop: crop ?? undefined,
  mirror: mirror ?? undefined,
})

/** A null stays out of the message: models then takes the solver's usual value. */
export const solverOf = ({ policy, preprocessing, ...input }: SolverInput): Solver => ({
  ...input,
  type: input.type ?? undefined,
  batchSize: input.batchSize ?? undefined,
  baseRate: input.baseRate ?? undefined,
  momentum: input.momentum ?? undefined,
  momentum2: input.momentum2 ?? undefined,
  delta: input.delta ?? undefined,
  rmsDecay: input.rmsDecay ?? undefined,
  weightDecay: input.weightDecay ?? undefined,
  regularization: input.regularization ?? undefined,
  accumulation: input.accumulation ?? undefined,
  clip: input.clip ?? undefined,
  precision: input.precision ?? undefined,
  earlyStop: input.earlyStop ?? undefined,
  bestBy: input.bestBy ?? undefined,
  policy: policyOf(policy),
  preprocessing: preprocessingOf(preprocessing),
})
