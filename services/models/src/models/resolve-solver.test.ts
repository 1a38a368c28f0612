import { Mean, Policy, PolicyType, Solver } from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { resolveSolver } from './resolve-solver.js'

const network = {
  height: 32,
  width: 32,
  channels: 3,
  order: 'rgb',
  resize: 'squash',
  crop: 28,
  mirror: true,
  mean: 'pixel',
  scale: 0.5,
} as const
const resolve = (change: Partial<Solver> = {}) =>
  resolveSolver(Solver.create({ epochs: 3, baseRate: 0.5, ...change }), network)
const none = { stepPercent: 0, gamma: 0, power: 0, values: [] }

describe('a solver with nothing but what must be', () => {
  it('gets its batch, decay, policy and preprocessing', () =>
    expect(resolve()).toMatchObject({
      epochs: 3,
      baseRate: 0.5,
      batchSize: 64,
      weightDecay: 0.005,
      policy: { ...none, type: PolicyType.STEP, stepPercent: 33, gamma: 0.1 },
      preprocessing: { mean: Mean.PIXEL, scale: 0.5, crop: 28, mirror: true },
    }))

  it('keeps zero where zero was given', () => expect(resolve({ weightDecay: 0 }).weightDecay).toBe(0))
})

describe('a policy', () => {
  it.each<[PolicyType, Partial<Policy>, Partial<Policy>]>([
    [PolicyType.FIXED, {}, {}],
    [PolicyType.FIXED, { gamma: 0.5, power: 2 }, {}],
    [PolicyType.STEP, { stepPercent: 10 }, { stepPercent: 10, gamma: 0.1 }],
    [PolicyType.MULTISTEP, {}, { values: [50, 85], gamma: 0.5 }],
    [PolicyType.MULTISTEP, { values: [10], gamma: 0.9, power: 3 }, { values: [10], gamma: 0.9 }],
    [PolicyType.EXP, {}, { gamma: 0.95 }],
    [PolicyType.INV, {}, { gamma: 0.1, power: 0.5 }],
    [PolicyType.POLY, {}, { power: 3 }],
    [PolicyType.SIGMOID, {}, { stepPercent: 50, gamma: 0.1 }],
  ])('%s with %j has what it reads: %j', (type, given, expected) =>
    expect(resolve({ policy: Policy.create({ type, ...given }) }).policy).toEqual({ ...none, type, ...expected }),
  )
})
