import type { BestBy, Mean, PolicyType, Precision, Regularization } from '../../gql/graphql'
import { formOf, readBy, type SolverDraft } from './solver-draft'

export const policyNames: Record<PolicyType, string> = {
  FIXED: 'Fixed',
  STEP: 'Step down',
  MULTISTEP: 'Steps at given percentages',
  EXP: 'Exponential',
  INV: 'Inverse',
  POLY: 'Polynomial',
  SIGMOID: 'Sigmoid',
  COSINE: 'Cosine',
}

export const meanNames: Record<Mean, string> = { NONE: 'None', IMAGE: 'Mean image', PIXEL: 'Mean pixel' }

export const regularizationNames: Record<Regularization, string> = { L2: 'L2, by size', L1: 'L1, by sign' }

export const precisionNames: Record<Precision, string> = { FLOAT32: '32 bits', BFLOAT16: 'bfloat16' }

export const bestNames: Record<BestBy, string> = {
  BALANCED_ACCURACY: 'Balanced accuracy',
  ACCURACY: 'Accuracy',
  LOSS: 'Validation loss',
}

export const numberNames = {
  momentum: 'Momentum',
  momentum2: 'Second momentum',
  rmsDecay: 'Decay of squares',
  delta: 'Delta',
} as const

/** The decay that an empty field stands for, as a placeholder. */
export const usualDecayText = (type: SolverDraft['type']) => String(formOf(type).weightDecay ?? 'rate ÷ 100')

/** The folded fields in one line: those that always are, and the options that are on. */
export function advancedSummary(draft: SolverDraft): string {
  const { type, weightDecay, seed, mean, scale, crop, mirror, snapshotInterval, validationInterval } = draft
  return [
    ...readBy(type).map(name => `${numberNames[name].toLowerCase()} ${draft[name] || formOf(type)[name]}`),
    `weight decay ${weightDecay || usualDecayText(type)}${draft.regularization === 'L1' ? ' (L1)' : ''}`,
    Number(draft.accumulation) > 1 && `${draft.accumulation} batches a step`,
    Number(draft.clip) > 0 && `gradients clipped to ${draft.clip}`,
    draft.precision === 'BFLOAT16' && precisionNames.BFLOAT16,
    Number(draft.earlyStop) > 0 && `stops after ${draft.earlyStop} validations without a better one`,
    draft.bestBy !== 'BALANCED_ACCURACY' && `best by ${bestNames[draft.bestBy].toLowerCase()}`,
    `snapshot every ${every(snapshotInterval)}`,
    `validation every ${every(validationInterval)}`,
    `subtract ${meanNames[mean].toLowerCase()}`,
    scale && `scale ${scale}`,
    crop && crop !== '0' && `crop ${crop}`,
    mirror === 'yes' && 'mirror',
    `seed ${seed}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const every = (interval: string) =>
  interval === '1' ? 'epoch' : interval === '0' ? '– (only at the end)' : `${interval} epochs`
