import type { Mean, PolicyType } from '../../gql/graphql'
import type { SolverDraft } from './solver-draft'

export const policyNames: Record<PolicyType, string> = {
  FIXED: 'Fixed',
  STEP: 'Step down',
  MULTISTEP: 'Steps at given percentages',
  EXP: 'Exponential',
  INV: 'Inverse',
  POLY: 'Polynomial',
  SIGMOID: 'Sigmoid',
}

export const meanNames: Record<Mean, string> = { NONE: 'None', IMAGE: 'Mean image', PIXEL: 'Mean pixel' }

/** The folded fields in one line. */
export function advancedSummary({
  momentum,
  weightDecay,
  seed,
  mean,
  scale,
  crop,
  mirror,
  snapshotInterval,
  validationInterval,
}: SolverDraft) {
  return [
    `momentum ${momentum}`,
    `weight decay ${weightDecay || 'rate ÷ 100'}`,
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
