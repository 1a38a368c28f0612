import { defaultPolicies, learningRate, type PolicySpec } from '@fovea/netspec'
import { policyFields, type SolverDraft, type SolverErrors, solverErrors } from './solver-draft'

const SAMPLES = 400

const TYPES = {
  FIXED: 'fixed',
  STEP: 'step',
  MULTISTEP: 'multistep',
  EXP: 'exp',
  INV: 'inv',
  POLY: 'poly',
  SIGMOID: 'sigmoid',
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
  return { ...defaultPolicies[type], ...given } as PolicySpec
}

const isDrawable = ({ baseRate, epochs, stepPercent, gamma, values, power }: SolverErrors) =>
  !(baseRate || epochs || stepPercent || gamma || values || power)

/** The rate over the real epochs; undefined while a field that it needs is wrong. */
export function rateCurve(draft: SolverDraft): { epochs: number[]; rates: number[] } | undefined {
  if (!isDrawable(solverErrors(draft))) return undefined
  const policy = policyOf(draft)
  const percents = Array.from({ length: SAMPLES + 1 }, (_, i) => (i / SAMPLES) * 100)
  return {
    epochs: percents.map(percent => (percent / 100) * Number(draft.epochs)),
    rates: percents.map(percent => learningRate(policy, Number(draft.baseRate), percent)),
  }
}
