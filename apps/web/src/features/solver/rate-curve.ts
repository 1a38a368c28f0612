import { defaultPolicies, learningRate, type PolicySpec } from '@fovea/netspec'
import { baseRateOf, policyFields, type SolverDraft } from './solver-draft'
import { type SolverErrors, solverErrors } from './solver-errors'

const SAMPLES = 400

const TYPES = {
  FIXED: 'fixed',
  STEP: 'step',
  MULTISTEP: 'multistep',
  EXP: 'exp',
  INV: 'inv',
  POLY: 'poly',
  SIGMOID: 'sigmoid',
  COSINE: 'cosine',
} as const

/** The policy that will run, its empty fields filled with the defaults. */
export function policyOf(draft: SolverDraft): PolicySpec {
  const type = TYPES[draft.policy]
  const given: Record<string, number | number[]> = {}
  for (const field of policyFields[draft.policy]) {
    const text = draft[field].trim()
    if (text === '') continue
    const name = field === 'stepPercent' && type === 'sigmoid' ? 'step' : field
    given[name] =
      field === 'values'
        ? text
            .split(/[\s,;]+/)
            .filter(Boolean)
            .map(Number)
        : Number(text)
  }
  return { ...defaultPolicies[type], ...given, warmupPercent: Number(draft.warmupPercent) } as PolicySpec
}

const isDrawable = ({ baseRate, epochs, stepPercent, gamma, values, power, warmupPercent }: SolverErrors) =>
  !(baseRate || epochs || stepPercent || gamma || values || power || warmupPercent)

/** The rate over the real epochs; undefined while a field that it needs is wrong. */
export function rateCurve(draft: SolverDraft): { epochs: number[]; rates: number[] } | undefined {
  if (!isDrawable(solverErrors(draft))) return undefined
  const policy = policyOf(draft)
  const baseRate = baseRateOf(draft)
  const percents = Array.from({ length: SAMPLES + 1 }, (_, i) => (i / SAMPLES) * 100)
  return {
    epochs: percents.map(percent => (percent / 100) * Number(draft.epochs)),
    rates: percents.map(percent => learningRate(policy, baseRate, percent)),
  }
}
