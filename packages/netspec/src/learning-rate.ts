/** Learning-rate policies in percent of training, so that a schedule means the same for any number of epochs and any batch. */
export type PolicySpec = Curve & {
  /** The first part of training, in which the rate rises to the policy's in a straight line; absent or 0 = none. */
  readonly warmupPercent?: number
}

type Curve =
  | { readonly type: 'fixed' }
  | { readonly type: 'step'; readonly stepPercent: number; readonly gamma: number }
  | { readonly type: 'multistep'; readonly values: readonly number[]; readonly gamma: number }
  | { readonly type: 'exp'; readonly gamma: number }
  | { readonly type: 'inv'; readonly gamma: number; readonly power: number }
  | { readonly type: 'poly'; readonly power: number }
  | { readonly type: 'sigmoid'; readonly step: number; readonly gamma: number }
  | { readonly type: 'cosine' }

export type PolicyType = PolicySpec['type']

/** DIGITS's defaults. */
export const defaultPolicies: { readonly [T in PolicyType]: Extract<PolicySpec, { type: T }> } = {
  fixed: { type: 'fixed' },
  step: { type: 'step', stepPercent: 33, gamma: 0.1 },
  multistep: { type: 'multistep', values: [50, 85], gamma: 0.5 },
  exp: { type: 'exp', gamma: 0.95 },
  inv: { type: 'inv', gamma: 0.1, power: 0.5 },
  poly: { type: 'poly', power: 3 },
  sigmoid: { type: 'sigmoid', step: 50, gamma: 0.1 },
  cosine: { type: 'cosine' },
}

/** Percentages of iterations are rounded: at 45 of 97 the fifteenth step of 3 is reached, though the fraction says 14.999…. */
const rounding = 1e-9

/** The rate after `percent` (0 to 100) of training. A step falls as its percentage is reached, not after. */
export function learningRate(policy: PolicySpec, baseRate: number, percent: number): number {
  const { warmupPercent = 0 } = policy
  const rate = rateOf(policy, baseRate, percent)
  return percent < warmupPercent ? rate * (percent / warmupPercent) : rate
}

function rateOf(policy: Curve, baseRate: number, percent: number): number {
  switch (policy.type) {
    case 'fixed':
      return baseRate
    case 'step':
      return baseRate * policy.gamma ** Math.floor(percent / policy.stepPercent + rounding)
    case 'multistep':
      return baseRate * policy.gamma ** policy.values.filter(value => value <= percent).length
    case 'exp':
      return baseRate * policy.gamma ** percent
    case 'inv':
      return baseRate * (1 + policy.gamma * percent) ** -policy.power
    case 'poly':
      return baseRate * (1 - percent / 100) ** policy.power
    case 'sigmoid':
      return baseRate / (1 + Math.exp(policy.gamma * (percent - policy.step)))
    case 'cosine':
      // (1 + cos(π·percent/100)) / 2, in a form that keeps its digits as it nears 0.
      return baseRate * Math.sin((Math.PI * (100 - percent)) / 200) ** 2
  }
}
