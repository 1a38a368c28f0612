import type { Refusal } from '@fovea/proto/common/v1/common'
import type { Solver } from '@fovea/proto/models/v1/models'

const INT4 = 2 ** 31 - 1

const RULES: [field: string, isRight: (solver: Solver) => boolean, must: string][] = [
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
  ['baseRate', s => s.baseRate > 0 && Number.isFinite(s.baseRate), 'above 0'],
  ['momentum', s => s.momentum >= 0 && s.momentum < 1, 'from 0 to below 1'],
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
