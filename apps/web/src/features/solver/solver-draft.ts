import type { Mean, PolicyType, SolverInput } from '../../gql/graphql'

/** What stands in the fields, as typed. An empty field that may be empty takes the network's own value. */
export interface SolverDraft {
  epochs: string
  batchSize: string
  baseRate: string
  policy: PolicyType
  stepPercent: string
  gamma: string
  values: string
  power: string
  momentum: string
  weightDecay: string
  snapshotInterval: string
  validationInterval: string
  seed: string
  mean: Mean
  scale: string
  crop: string
  mirror: '' | 'yes' | 'no'
}

export const initialSolver: SolverDraft = {
  epochs: '30',
  batchSize: '',
  baseRate: '0.01',
  policy: 'STEP',
  stepPercent: '',
  gamma: '',
  values: '',
  power: '',
  momentum: '0.9',
  weightDecay: '',
  snapshotInterval: '1',
  validationInterval: '1',
  seed: '1',
  mean: 'IMAGE',
  scale: '',
  crop: '',
  mirror: '',
}

type NumberField = Exclude<keyof SolverDraft, 'policy' | 'mean' | 'mirror' | 'values'>

interface Rule {
  name: string
  isWhole?: boolean
  min: number
  max?: number
  /** The field may stay empty. */
  isOptional?: boolean
  /** `min` itself is too little. */
  isAbove?: boolean
}

const RULES: Record<NumberField, Rule> = {
  epochs: { name: 'Epochs', isWhole: true, min: 1, max: 100_000 },
  batchSize: { name: 'The batch size', isWhole: true, min: 1, max: 65_536, isOptional: true },
  baseRate: { name: 'The learning rate', min: 0, isAbove: true },
  stepPercent: { name: 'The step', min: 0, max: 100, isAbove: true, isOptional: true },
  gamma: { name: 'Gamma', min: 0, isAbove: true, isOptional: true },
  power: { name: 'The power', min: 0, isAbove: true, isOptional: true },
  momentum: { name: 'The momentum', min: 0, max: 1 },
  weightDecay: { name: 'The weight decay', min: 0, isOptional: true },
  snapshotInterval: { name: 'The snapshot interval', min: 0 },
  validationInterval: { name: 'The validation interval', min: 0 },
  seed: { name: 'The seed', isWhole: true, min: 0, max: Number.MAX_SAFE_INTEGER },
  scale: { name: 'The scale', min: 0, isAbove: true, isOptional: true },
  crop: { name: 'The crop', isWhole: true, min: 0, max: 65_536, isOptional: true },
}

export type SolverErrors = Partial<Record<keyof SolverDraft, string>>

function faultOf(text: string, { name, isWhole, min, max, isOptional, isAbove }: Rule): string | undefined {
  if (text.trim() === '') return isOptional ? undefined : `${name}: give a number.`
  const value = Number(text)
  if (!Number.isFinite(value)) return `“${text}” is not a number.`
  if (isWhole && !Number.isInteger(value)) return `${name}: give a whole number.`
  if (value < min || (isAbove && value === min))
    return `${name}: give a number ${isAbove ? 'above' : 'of at least'} ${min}.`
  if (max !== undefined && value > max) return `${name}: give at most ${max.toLocaleString('en-GB')}.`
  return undefined
}

/** 50, 85 → [50, 85]; undefined for what cannot be read so. */
function percentList(text: string): number[] | undefined {
  const values = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
  const isRising = values.every((value, i) => value > 0 && value < 100 && (i === 0 || value > (values[i - 1] ?? 0)))
  return isRising ? values : undefined
}

/** The parameters that a policy knows; the others are neither shown nor checked. */
export const policyFields: Record<PolicyType, readonly ('stepPercent' | 'gamma' | 'values' | 'power')[]> = {
  FIXED: [],
  STEP: ['stepPercent', 'gamma'],
  MULTISTEP: ['values', 'gamma'],
  EXP: ['gamma'],
  INV: ['gamma', 'power'],
  POLY: ['power'],
  SIGMOID: ['stepPercent', 'gamma'],
}

export function solverErrors(draft: SolverDraft): SolverErrors {
  const hidden = (['stepPercent', 'gamma', 'power'] as const).filter(name => !policyFields[draft.policy].includes(name))
  const errors: SolverErrors = {}
  for (const [name, rule] of Object.entries(RULES) as [NumberField, Rule][]) {
    const fault = (hidden as string[]).includes(name) ? undefined : faultOf(draft[name], rule)
    if (fault) errors[name] = fault
  }
  if (draft.policy === 'MULTISTEP' && percentList(draft.values) === undefined)
    errors.values = 'Give percentages of training that rise, for example 50, 85.'
  return errors
}

const optional = (text: string) => (text.trim() === '' ? null : Number(text))

/** What the API takes; the draft has no errors. */
export function toSolverInput(draft: SolverDraft): SolverInput {
  const known = policyFields[draft.policy]
  const parameter = (name: 'stepPercent' | 'gamma' | 'power') => (known.includes(name) ? optional(draft[name]) : null)
  const values = known.includes('values') ? (percentList(draft.values) ?? []) : []
  return {
    epochs: Number(draft.epochs),
    batchSize: optional(draft.batchSize),
    baseRate: Number(draft.baseRate),
    momentum: Number(draft.momentum),
    weightDecay: optional(draft.weightDecay),
    policy: {
      type: draft.policy,
      stepPercent: parameter('stepPercent'),
      gamma: parameter('gamma'),
      power: parameter('power'),
      values: values.length > 0 ? values : null,
    },
    snapshotInterval: Number(draft.snapshotInterval),
    validationInterval: Number(draft.validationInterval),
    seed: Number(draft.seed),
    preprocessing: {
      mean: draft.mean,
      scale: optional(draft.scale),
      crop: optional(draft.crop),
      mirror: draft.mirror === '' ? null : draft.mirror === 'yes',
    },
  }
}
