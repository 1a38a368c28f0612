import { type SolverNumber, solverForms, solverNumbers, type SolverType as Type } from '@fovea/netspec'
import { Regularization, type Solver, SolverType } from '@fovea/proto/models/v1/models'
import { isInteger, type Rule, within } from './rule.js'

const TYPES: Record<SolverType, Type> = {
  [SolverType.UNSPECIFIED]: 'SGD',
  [SolverType.SGD]: 'SGD',
  [SolverType.NESTEROV]: 'Nesterov',
  [SolverType.ADAGRAD]: 'AdaGrad',
  [SolverType.RMSPROP]: 'RMSProp',
  [SolverType.ADADELTA]: 'AdaDelta',
  [SolverType.ADAM]: 'Adam',
  [SolverType.ADAMW]: 'AdamW',
}

export const typeOf = ({ type = SolverType.SGD }: Pick<Solver, 'type'>): Type => TYPES[type]

const isShare = (value: number) => value >= 0 && value < 1

const NUMBERS: Record<SolverNumber, Pick<Rule, 'remedy'> & { name: string; isRight: (value: number) => boolean }> = {
  momentum: { name: 'momentum', isRight: isShare, remedy: 'Give a number from 0 to below 1, such as 0.9.' },
  momentum2: { name: 'second momentum', isRight: isShare, remedy: 'Give a number from 0 to below 1, such as 0.999.' },
  rmsDecay: { name: 'decay of RMSProp', isRight: isShare, remedy: 'Give a number from 0 to below 1, such as 0.99.' },
  delta: {
    name: 'delta',
    isRight: value => value > 0 && value <= 1,
    remedy: 'Give a number above 0 and up to 1, such as 1e-8.',
  },
}

/** Numbers that only some solvers read: each in its range, and none given to a solver that would not read it. */
export function numberRules(solver: Solver): Rule[] {
  const type = typeOf(solver)
  return solverNumbers.flatMap(field => {
    const { name, isRight, remedy } = NUMBERS[field]
    const value = solver[field]
    const readers = Object.entries(solverForms).filter(([, form]) => form[field] !== undefined)
    return [
      {
        field,
        // A momentum of 0 is what a solver without momentum has.
        isMet: value === undefined || value === 0 || solverForms[type][field] !== undefined,
        message: `${type} has no ${name}, but ${value} is given.`,
        remedy: `Leave it out, or choose a solver that has: ${readers.map(([reader]) => reader).join(', ')}.`,
      },
      {
        field,
        isMet: value === undefined || solverForms[type][field] === undefined || isRight(value),
        message: `${value} is no ${name}.`,
        remedy,
      },
    ]
  })
}

/** What any solver may be given on top. */
export function optionRules(solver: Solver): Rule[] {
  const { accumulation = 1, clip = 0, earlyStop = 0, regularization } = solver
  return [
    {
      field: 'accumulation',
      isMet: isInteger(accumulation, 1, 10_000),
      message: `The gradients of ${accumulation} batches cannot be gathered.`,
      remedy: 'Give a whole number from 1 to 10,000; 1 gathers none.',
    },
    {
      field: 'clip',
      isMet: within(clip, 0, 1e9),
      message: `A gradient cannot be clipped to the length ${clip}.`,
      remedy: 'Give a number above 0, such as 35, or 0 for none.',
    },
    {
      field: 'earlyStop',
      isMet: isInteger(earlyStop, 0, 10_000),
      message: `${earlyStop} is no number of validations to wait for a better one.`,
      remedy: 'Give a whole number from 1 to 10,000, or 0 to train to the end.',
    },
    {
      field: 'earlyStop',
      isMet: earlyStop === 0 || solver.validationInterval > 0,
      message: 'Training cannot stop early without validations.',
      remedy: 'Give a validation interval above 0, or 0 to train to the end.',
    },
    {
      field: 'regularization',
      isMet: typeOf(solver) !== 'AdamW' || regularization !== Regularization.L1,
      message: 'AdamW takes the weights down by a share of them (L2), apart from the gradient; it has no L1.',
      remedy: 'Choose L2, or Adam with L1.',
    },
  ]
}
