import { describe, expect, it } from 'vitest'
import { defaultPolicies, learningRate, type PolicyType } from './learning-rate.ts'

const percents = [0, 10, 25, 33, 34, 50, 66, 75, 85, 99, 100]

/** Rates of DIGITS's policies with its defaults and a base rate of 0.01. */
const golden: Record<PolicyType, number[]> = {
  fixed: percents.map(() => 0.01),
  step: [0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.0001, 0.0001, 0.0001, 1e-5, 1e-5],
  multistep: [0.01, 0.01, 0.01, 0.01, 0.01, 0.005, 0.005, 0.005, 0.0025, 0.0025, 0.0025],
  exp: [0.01, 0.005987, 0.002774, 0.00184, 0.001748, 7.694e-4, 3.387e-4, 2.134e-4, 1.278e-4, 6.232e-5, 5.921e-5],
  inv: [0.01, 0.007071, 0.005345, 0.004822, 0.004767, 0.004082, 0.003627, 0.00343, 0.003244, 0.003029, 0.003015],
  poly: [0.01, 0.00729, 0.004219, 0.003008, 0.002875, 0.00125, 3.93e-4, 1.563e-4, 3.375e-5, 1e-8, 0],
  sigmoid: [0.009933, 0.00982, 0.009241, 0.008455, 0.00832, 0.005, 0.00168, 7.586e-4, 2.931e-4, 7.392e-5, 6.693e-5],
  cosine: [0.01, 0.009755, 0.008536, 0.007545, 0.007409, 0.005, 0.002591, 0.001464, 5.45e-4, 2.467e-6, 0],
}

describe.each(Object.keys(golden) as PolicyType[])('%s', type => {
  it.each(percents.map((percent, i) => ({ percent, rate: golden[type][i] ?? Number.NaN })))(
    'gives $rate at $percent %',
    ({ percent, rate }) => {
      const found = learningRate(defaultPolicies[type], 0.01, percent)
      expect(Math.abs(found - rate)).toBeLessThanOrEqual(Math.abs(rate) * 5e-4 + 1e-18)
    },
  )
})

it.each(Object.values(defaultPolicies))('warms up in a straight line before $type', policy => {
  const warm = (percent: number) => learningRate({ ...policy, warmupPercent: 20 }, 0.01, percent)
  const cold = (percent: number) => learningRate(policy, 0.01, percent)
  expect([0, 5, 10].map(warm)).toEqual([0, cold(5) / 4, cold(10) / 2])
  expect([20, 50, 100].map(warm)).toEqual([20, 50, 100].map(cold))
})
