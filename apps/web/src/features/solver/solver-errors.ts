import { policyFields, readBy, type SolverDraft } from './solver-draft'

type Choice = 'type' | 'policy' | 'mean' | 'mirror' | 'regularization' | 'precision' | 'bestBy'
/** Fields in which something is typed. */
export type PlainField = Exclude<keyof SolverDraft, Choice>
type NumberField = Exclude<PlainField, 'values'>

interface Rule {
  name: string
  isWhole?: boolean
  min: number
  max?: number
  /** The field may stay empty. */
  isOptional?: boolean
  /** `min` itself is too little. */
  isAbove?: boolean
  /** `max` itself is too much. */
  isBelow?: boolean
}

const share = { min: 0, max: 1, isBelow: true, isOptional: true }

const RULES: Record<NumberField, Rule> = {
  epochs: { name: 'Epochs', isWhole: true, min: 1, max: 10_000 },
  batchSize: { name: 'The batch size', isWhole: true, min: 1, max: 65_536, isOptional: true },
  baseRate: { name: 'The learning rate', min: 0, isAbove: true, isOptional: true },
  stepPercent: { name: 'The step', min: 0, max: 100, isAbove: true, isOptional: true },
  gamma: { name: 'Gamma', min: 0, isAbove: true, isOptional: true },
  power: { name: 'The power', min: 0, isAbove: true, isOptional: true },
  warmupPercent: { name: 'The warm-up', min: 0, max: 100, isOptional: true },
  momentum: { name: 'The momentum', ...share },
  momentum2: { name: 'The second momentum', ...share },
  rmsDecay: { name: 'The decay of squares', ...share },
  delta: { name: 'Delta', min: 0, max: 1, isAbove: true, isOptional: true },
  weightDecay: { name: 'The weight decay', min: 0, isOptional: true },
  accumulation: { name: 'The number of batches', isWhole: true, min: 1, max: 10_000 },
  clip: { name: 'The longest gradient', min: 0, isOptional: true },
  earlyStop: { name: 'The number of validations', isWhole: true, min: 0, max: 10_000, isOptional: true },
  snapshotInterval: { name: 'The snapshot interval', min: 0 },
  validationInterval: { name: 'The validation interval', min: 0 },
  seed: { name: 'The seed', isWhole: true, min: 0, max: Number.MAX_SAFE_INTEGER },
  scale: { name: 'The scale', min: 0, isAbove: true, isOptional: true },
  crop: { name: 'The crop', isWhole: true, min: 0, max: 65_536, isOptional: true },
}

export type SolverErrors = Partial<Record<keyof SolverDraft, string>>

function faultOf(text: string, rule: Rule): string | undefined {
  const { name, isWhole, min, max, isOptional, isAbove, isBelow } = rule
  if (text.trim() === '') return isOptional ? undefined : `${name}: give a number.`
  const value = Number(text)
  if (!Number.isFinite(value)) return `“${text}” is not a number.`
  if (isWhole && !Number.isInteger(value)) return `${name}: give a whole number.`
  if (value < min || (isAbove && value === min))
    return `${name}: give a number ${isAbove ? 'above' : 'of at least'} ${min}.`
  if (isBelow && value === max) return `${name}: give a number below ${max}.`
  if (max !== undefined && value > max) return `${name}: give at most ${max.toLocaleString('en-GB')}.`
  return undefined
}

/** 50, 85 → [50, 85]; undefined for what cannot be read so. */
export function percentList(text: string): number[] | undefined {
  const values = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
  const isRising = values.every((value, i) => value > 0 && value < 100 && (i === 0 || value > (values[i - 1] ?? 0)))
  return isRising ? values : undefined
}

function isHidden(draft: SolverDraft, name: NumberField): boolean {
  if (name === 'stepPercent' || name === 'gamma' || name === 'power') return !policyFields[draft.policy].includes(name)
  const isNumber = name === 'momentum' || name === 'momentum2' || name === 'rmsDecay' || name === 'delta'
  return isNumber && !readBy(draft.type).includes(name)
}

/** Images of a dataset; while it is read both may be 0. */
export interface ImageCounts {
  train: number
  validation: number
}

/** The same of what the platform says of each split. */
export function imageCounts(counts: readonly { split: string; total: number }[] = []): ImageCounts {
  const of = (name: string) => counts.find(({ split }) => split === name)?.total ?? 0
  return { train: of('TRAIN'), validation: of('VAL') }
}

export function solverErrors(draft: SolverDraft, images: ImageCounts = { train: 0, validation: 0 }): SolverErrors {
  const errors: SolverErrors = {}
  for (const [name, rule] of Object.entries(RULES) as [NumberField, Rule][]) {
    const fault = isHidden(draft, name) ? undefined : faultOf(draft[name], rule)
    if (fault) errors[name] = fault
  }
  if (draft.policy === 'MULTISTEP' && percentList(draft.values) === undefined)
    errors.values = 'Give percentages of training that rise, for example 50, 85.'
  if (!errors.earlyStop && Number(draft.earlyStop) > 0) {
    if (Number(draft.validationInterval) === 0) errors.earlyStop = 'Training cannot stop early without validations.'
    else if (images.train > 0 && images.validation === 0)
      errors.earlyStop = 'Training cannot stop early: the dataset has no validation images.'
  }
  return errors
}
