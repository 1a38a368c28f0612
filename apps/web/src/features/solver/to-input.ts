import type { SolverInput } from '../../gql/graphql'
import { policyFields, readBy, type SolverDraft } from './solver-draft'
import { percentList } from './solver-errors'

const optional = (text: string) => (text.trim() === '' ? null : Number(text))

/** What the API takes; the draft has no errors. */
export function toSolverInput(draft: SolverDraft): SolverInput {
  const known = policyFields[draft.policy]
  const parameter = (name: 'stepPercent' | 'gamma' | 'power') => (known.includes(name) ? optional(draft[name]) : null)
  const values = known.includes('values') ? (percentList(draft.values) ?? []) : []
  const numbers = Object.fromEntries(readBy(draft.type).map(name => [name, optional(draft[name])]))
  return {
    type: draft.type,
    epochs: Number(draft.epochs),
    batchSize: optional(draft.batchSize),
    baseRate: optional(draft.baseRate),
    ...numbers,
    weightDecay: optional(draft.weightDecay),
    regularization: draft.regularization,
    accumulation: Number(draft.accumulation),
    clip: optional(draft.clip),
    precision: draft.precision,
    earlyStop: optional(draft.earlyStop),
    bestBy: draft.bestBy,
    policy: {
      type: draft.policy,
      stepPercent: parameter('stepPercent'),
      gamma: parameter('gamma'),
      power: parameter('power'),
      values: values.length > 0 ? values : null,
      warmupPercent: optional(draft.warmupPercent),
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
