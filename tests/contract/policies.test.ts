import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicies, learningRate, type PolicySpec } from '@fovea/netspec'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { script } from './python.js'

const policies: PolicySpec[] = [
  ...Object.values(defaultPolicies),
  { type: 'step', stepPercent: 0.1, gamma: 0.99 },
  { type: 'step', stepPercent: 100 / 3, gamma: 0.5 },
  { type: 'multistep', values: [], gamma: 0.5 },
  { type: 'multistep', values: [0, 12.5, 12.5, 99.9, 100], gamma: 0.3 },
  { type: 'exp', gamma: 1.01 },
  { type: 'inv', gamma: 3, power: 1.5 },
  { type: 'poly', power: 0.5 },
  { type: 'sigmoid', step: 10, gamma: 2 },
  ...Object.values(defaultPolicies).map(policy => ({ ...policy, warmupPercent: 7.5 })),
  { type: 'cosine', warmupPercent: 100 },
]
/** As a training of 997 and of 1,000 iterations meets them: every boundary of the policies, and what lies between. */
const percents = [997, 1000].flatMap(count => Array.from({ length: count + 1 }, (_, i) => (100 * i) / count))
const orders = policies.map((policy, i) => ({ policy, base: 0.01 * (i + 1), percents }))

let work: string
let rates: number[][]

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-policies-'))
  const file = join(work, 'order.json')
  writeFileSync(file, JSON.stringify(orders))
  rates = (await script('policies.py', file)) as number[][]
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

it.each(orders.map((order, i) => [order.policy.type, i, order] as const))(
  'the console draws the policy %s (%i) as the worker trains by it',
  (_, i, { policy, base }) => {
    const drawn = percents.map(percent => learningRate(policy, base, percent))
    const trained = rates[i] ?? []
    expect(trained).toHaveLength(drawn.length)
    const apart = drawn.map((rate, n) => Math.abs(rate - (trained[n] ?? Number.NaN)) / Math.max(rate, Number.MIN_VALUE))
    expect(Math.max(...apart)).toBeLessThanOrEqual(1e-12)
  },
)
