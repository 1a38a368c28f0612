import type { Refusal } from '@fovea/proto/common/v1/common'
import { type Policy, PolicyType, type Preprocessing, type Solver } from '@fovea/proto/models/v1/models'
import { refusal } from './refusals.js'
import { isInteger, type Rule, within } from './rule.js'
import { numberRules, optionRules } from './solver-options.js'

export interface ImageSize {
  height: number
  width: number
}

/** The first thing that is wrong with a solver as people give it, with its field as the API names it; absent and default values pass. */
export function checkSolver(solver: Solver, image: ImageSize): Refusal | undefined {
  const rules = [
    ...mainRules(solver),
    ...numberRules(solver),
    ...optionRules(solver),
    ...policyRules(solver.policy),
    ...(solver.preprocessing ? preprocessingRules(solver.preprocessing, image) : []),
  ]
  const broken = rules.find(rule => !rule.isMet)
  return broken && refusal('solver', `solver.${broken.field}`, broken.message, broken.remedy)
}

const mainRules = (solver: Solver): Rule[] => [
  {
    field: 'epochs',
    isMet: isInteger(solver.epochs, 1, 10_000),
    message: `${solver.epochs} is no number of epochs.`,
    remedy: 'Give a whole number from 1 to 10,000.',
  },
  {
    field: 'batchSize',
    isMet: solver.batchSize === undefined || isInteger(solver.batchSize, 1, 65_536),
    message: `A batch cannot have ${solver.batchSize} images.`,
    remedy: 'Give a whole number from 1 to 65,536.',
  },
  {
    field: 'baseRate',
    isMet: solver.baseRate === undefined || within(solver.baseRate, 0, 1e6),
    message: `${solver.baseRate} is no learning rate.`,
    remedy: 'Give a number of at least 0, such as 0.01.',
  },
  {
    field: 'weightDecay',
    isMet: solver.weightDecay === undefined || within(solver.weightDecay, 0, 1e6),
    message: `${solver.weightDecay} is no weight decay.`,
    remedy: 'Give a number of at least 0, such as 0.0001.',
  },
  ...(['snapshotInterval', 'validationInterval'] as const).map(field => ({
    field,
    isMet: within(solver[field], 0, 10_000),
    message: `${solver[field]} is no interval.`,
    remedy: `Give epochs from 0 to 10,000; fractions are allowed, and 0 means ${field === 'snapshotInterval' ? 'only at the end' : 'never'}.`,
  })),
  {
    field: 'seed',
    isMet: isInteger(solver.seed, 0, Number.MAX_SAFE_INTEGER),
    message: `${solver.seed} is no seed.`,
    remedy: 'Give a whole number of at least 0.',
  },
]

function policyRules(policy: Policy | undefined): Rule[] {
  if (!policy) return []
  const { stepPercent, gamma, power, values, warmupPercent = 0 } = policy
  const isRising = values.every((value, index) => index === 0 || value > (values[index - 1] as number))
  return [
    {
      field: 'policy.stepPercent',
      isMet: within(stepPercent, 0, 100),
      message: `A step of ${stepPercent} % of training is none.`,
      remedy: 'Give a number above 0 and up to 100.',
    },
    {
      field: 'policy.gamma',
      isMet: within(gamma, 0, policy.type === PolicyType.INV || policy.type === PolicyType.SIGMOID ? 1000 : 1),
      message: `A gamma of ${gamma} would raise the learning rate instead of lowering it.`,
      remedy: 'Give a number above 0 and up to 1, such as 0.1.',
    },
    {
      field: 'policy.power',
      isMet: within(power, 0, 100),
      message: `${power} is no power of a learning-rate policy.`,
      remedy: 'Give a number above 0 and up to 100.',
    },
    {
      field: 'policy.values',
      isMet: values.length <= 100 && isRising && values.every(value => value > 0 && value <= 100),
      message: `The steps ${values.slice(0, 10).join(', ')} are not rising percentages of training.`,
      remedy: 'Give percentages above 0 and up to 100, each higher than the one before, such as 50, 85.',
    },
    {
      field: 'policy.warmupPercent',
      isMet: within(warmupPercent, 0, 100),
      message: `A warm-up over ${warmupPercent} % of training is none.`,
      remedy: 'Give a number from 0 to 100, such as 5.',
    },
  ]
}

function preprocessingRules({ scale, crop }: Preprocessing, { height, width }: ImageSize): Rule[] {
  const side = Math.min(height, width)
  return [
    {
      field: 'preprocessing.scale',
      isMet: scale === undefined || (Number.isFinite(scale) && scale !== 0),
      message: `With a scale of ${scale} the network would see nothing.`,
      remedy: 'Give a number other than 0, such as 0.0125.',
    },
    {
      field: 'preprocessing.crop',
      isMet: crop === undefined || isInteger(crop, 0, side),
      message: `A crop of ${crop} does not fit images of ${width}×${height}.`,
      remedy: `Give a whole number from 1 to ${side}, or 0 for none.`,
    },
  ]
}
