import { type SolverNumber, solverForms, solverNumbers } from '@fovea/netspec'
import type { Refusal } from '@fovea/proto/common/v1/common'
import { Regularization, type Solver, SolverType } from '@fovea/proto/models/v1/models'
import { SOLVER } from '../launch/spec-solver.js'

const INT4 = 2 ** 31 - 1

type Rule = [field: string, isRight: (solver: Solver) => boolean, must: string]

const reads = ({ type = SolverType.SGD }: Solver, field: SolverNumber) => solverForms[SOLVER[type]][field] !== undefined

const isCount = (value: number, least: number) => Number.isInteger(value) && value >= least && value <= 10_000

/** What would do harm before models, which knows the dataset and each solver's needs, looks at it. */
const RULES: Rule[] = [
  [
    'epochs',
    s => Number.isInteger(s.epochs) && s.epochs >= 1 && s.epochs <= 100_000,
    'a whole number from 1 to 100,000',
  ],
  [
    'batchSize',
    ({ batchSize = 64 }) => Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= 65_536,
    'a whole number from 1 to 65,536',
  ],
  ['baseRate', ({ baseRate = 1 }) => baseRate > 0 && Number.isFinite(baseRate), 'above 0'],
  ...(['momentum', 'momentum2', 'rmsDecay'] as const).map(
    (field): Rule => [field, ({ [field]: share = 0 }) => share >= 0 && share < 1, 'from 0 to below 1'],
  ),
  ...solverNumbers.map(
    (field): Rule => [field, solver => !solver[field] || reads(solver, field), 'left out: this solver has none'],
  ),
  [
    'regularization',
    ({ type, regularization }) => type !== SolverType.ADAMW || regularization !== Regularization.L1,
    'L2 with AdamW, whose decay stands apart from the gradient',
  ],
  ['delta', ({ delta = 1 }) => delta > 0 && delta <= 1, 'above 0 and at most 1'],
  ['accumulation', ({ accumulation = 1 }) => isCount(accumulation, 1), 'a whole number from 1 to 10,000'],
  ['clip', ({ clip = 0 }) => clip >= 0 && Number.isFinite(clip), '0 or more'],
  ['earlyStop', ({ earlyStop = 0 }) => isCount(earlyStop, 0), 'a whole number from 0 to 10,000'],
  [
    'earlyStop',
    ({ earlyStop = 0, validationInterval }) => earlyStop === 0 || validationInterval > 0,
    '0 without validations, which it waits for',
  ],
  ['weightDecay', ({ weightDecay = 0 }) => weightDecay >= 0 && Number.isFinite(weightDecay), '0 or more'],
  ['snapshotInterval', s => s.snapshotInterval >= 0 && s.snapshotInterval <= INT4, '0 or more'],
  ['validationInterval', s => s.validationInterval >= 0 && s.validationInterval <= INT4, '0 or more'],
  ['seed', s => Number.isSafeInteger(s.seed) && s.seed >= 0, 'a whole number of 0 or more'],
]

/** The first thing wrong with a solver, or undefined. */
export function checkSolver(solver: Solver): Refusal | undefined {
  const broken = RULES.find(([, isRight]) => !isRight(solver))
  return (
    broken &&
    refusal('invalid', `${broken[0]} must be ${broken[2]}.`, {
      field: `solver.${broken[0]}`,
      remedy: 'Change it and try again.',
    })
  )
}

export const refusal = (code: string, message: string, more: Partial<Refusal> = {}): Refusal => ({
  code,
  field: '',
  message,
  remedy: '',
  names: [],
  ...more,
})
