import { type SolverType as SolverName, type SolverNumber, solverForms, solverNumbers } from '@fovea/netspec'
import type { BestBy, Mean, PolicyType, Precision, Regularization, SolverType } from '../../gql/graphql'

/** What stands in the fields, as typed. An empty field that may be empty takes the usual value of the solver, or the network's own. */
export interface SolverDraft {
  type: SolverType
  epochs: string
  batchSize: string
  baseRate: string
  policy: PolicyType
  stepPercent: string
  gamma: string
  values: string
  power: string
  warmupPercent: string
  momentum: string
  momentum2: string
  rmsDecay: string
  delta: string
  weightDecay: string
  regularization: Regularization
  accumulation: string
  clip: string
  precision: Precision
  earlyStop: string
  bestBy: BestBy
  snapshotInterval: string
  validationInterval: string
  seed: string
  mean: Mean
  scale: string
  crop: string
  mirror: '' | 'yes' | 'no'
}

/** Values of the solver itself: another type has others. */
const ownNumbers = { baseRate: '', weightDecay: '', momentum: '', momentum2: '', rmsDecay: '', delta: '' }

export const initialSolver: SolverDraft = {
  type: 'SGD',
  epochs: '30',
  batchSize: '',
  policy: 'STEP',
  stepPercent: '',
  gamma: '',
  values: '',
  power: '',
  warmupPercent: '',
  ...ownNumbers,
  regularization: 'L2',
  accumulation: '1',
  clip: '',
  precision: 'FLOAT32',
  earlyStop: '',
  bestBy: 'BALANCED_ACCURACY',
  snapshotInterval: '1',
  validationInterval: '1',
  seed: '1',
  mean: 'IMAGE',
  scale: '',
  crop: '',
  mirror: '',
}

/** Names of the solvers as people, Caffe and netspec have them. */
export const solverNames: Record<SolverType, SolverName> = {
  SGD: 'SGD',
  NESTEROV: 'Nesterov',
  ADAGRAD: 'AdaGrad',
  RMSPROP: 'RMSProp',
  ADADELTA: 'AdaDelta',
  ADAM: 'Adam',
  ADAMW: 'AdamW',
}

export const formOf = (type: SolverType) => solverForms[solverNames[type]]

/** The numbers that this solver reads; the others are neither shown nor checked nor sent. */
export const readBy = (type: SolverType): SolverNumber[] =>
  solverNumbers.filter(name => formOf(type)[name] !== undefined)

/** What changes with the type: it comes with its own usual numbers. */
export const ofType = (type: SolverType): Partial<SolverDraft> => ({
  type,
  ...ownNumbers,
  ...(type === 'ADAMW' ? { regularization: 'L2' as const } : {}),
})

export const baseRateOf = ({ type, baseRate }: SolverDraft): number =>
  baseRate.trim() === '' ? formOf(type).baseRate : Number(baseRate)

/** The parameters that a policy knows; the others are neither shown nor checked. */
export const policyFields: Record<PolicyType, readonly ('stepPercent' | 'gamma' | 'values' | 'power')[]> = {
  FIXED: [],
  STEP: ['stepPercent', 'gamma'],
  MULTISTEP: ['values', 'gamma'],
  EXP: ['gamma'],
  INV: ['gamma', 'power'],
  POLY: ['power'],
  SIGMOID: ['stepPercent', 'gamma'],
  COSINE: [],
}
