import { readSolver } from '@fovea/netspec'
import {
  BestBy,
  Mean,
  Policy,
  PolicyType,
  Precision,
  Regularization,
  Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { type SolverFacts, solverText } from './solver-text.js'

const facts = (policy: Partial<Policy> = {}, change: Partial<SolverFacts> = {}): SolverFacts => ({
  name: 'ships LeNet#3',
  solver: Solver.create({
    epochs: 10,
    batchSize: 64,
    baseRate: 0.01,
    momentum: 0.9,
    weightDecay: 0.0001,
    policy: Policy.create({ type: PolicyType.FIXED, ...policy }),
    snapshotInterval: 1,
    validationInterval: 0.5,
    seed: 7,
    preprocessing: { mean: Mean.IMAGE, scale: 0.5, crop: 0, mirror: true },
  }),
  iterations: 200,
  iterationsPerEpoch: 20,
  validationImages: 100,
  isOnGpu: false,
  ...change,
})

/** The text's own lines of a policy, from which the rate is worked out as Caffe does. */
function caffeRate(text: string, iteration: number): number {
  const value = (name: string) => Number(new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1])
  const steps = [...text.matchAll(/^stepvalue: (\d+)$/gm)].map(([, step]) => Number(step))
  const [base, gamma, power] = [value('base_lr'), value('gamma'), value('power')]
  const rates: Record<string, () => number> = {
    fixed: () => base,
    step: () => base * gamma ** Math.floor(iteration / value('stepsize')),
    multistep: () => base * gamma ** steps.filter(step => iteration >= step).length,
    exp: () => base * gamma ** iteration,
    inv: () => base * (1 + gamma * iteration) ** -power,
    poly: () => base * (1 - iteration / value('max_iter')) ** power,
    sigmoid: () => base / (1 + Math.exp(-gamma * (iteration - value('stepsize')))),
  }
  return rates[/^lr_policy: "(\w+)"$/m.exec(text)?.[1] ?? '']?.() ?? Number.NaN
}

describe('the solver as Caffe reads it', () => {
  it('has every value filled in', () =>
    expect(solverText(facts())).toBe(`# Run ships LeNet#3, 10 epochs of batches of 64
# fovea { epochs: 10 batch_size: 64 warmup_percent: 0 precision: FLOAT32 early_stop: 0 best_by: BALANCED_ACCURACY snapshot_epochs: 1 validation_epochs: 0.5 mean: IMAGE scale: 0.5 crop: 0 mirror: true }
net: "network.prototxt"
type: "SGD"
base_lr: 0.01
momentum: 0.9
weight_decay: 0.0001
random_seed: 7
snapshot_prefix: "snapshot"
solver_mode: CPU
max_iter: 200
lr_policy: "fixed"
snapshot: 20
test_iter: 2
test_interval: 10
`))

  it.each([
    ['step', { type: PolicyType.STEP, stepPercent: 33, gamma: 0.1 }, 66, 0.001],
    ['step, before', { type: PolicyType.STEP, stepPercent: 33, gamma: 0.1 }, 65, 0.01],
    ['multistep', { type: PolicyType.MULTISTEP, values: [50, 85], gamma: 0.5 }, 170, 0.0025],
    ['exp', { type: PolicyType.EXP, gamma: 0.95 }, 100, 0.01 * 0.95 ** 50],
    ['inv', { type: PolicyType.INV, gamma: 0.1, power: 0.5 }, 100, 0.01 * 6 ** -0.5],
    ['poly', { type: PolicyType.POLY, power: 3 }, 100, 0.01 * 0.125],
    ['sigmoid', { type: PolicyType.SIGMOID, stepPercent: 50, gamma: 0.1 }, 120, 0.01 / (1 + Math.E)],
  ])('gives the rate of %s as it is here', (_, policy, iteration, rate) =>
    expect(caffeRate(solverText(facts(policy)), iteration)).toBeCloseTo(rate, 10),
  )

  it('says what is not known before the dataset is ready', () => {
    const text = solverText(facts({}, { iterations: 0, iterationsPerEpoch: 0 }))
    expect(text).toContain('# The dataset is not ready')
    expect(text).not.toContain('max_iter:')
  })

  it('leaves out a validation that never comes, and no name breaks out of its comment', () => {
    expect(solverText(facts({}, { validationImages: 0 }))).not.toContain('test_')
    expect(solverText(facts({}, { name: 'a\nbase_lr: 1' })).split('\n')[0]).toContain('# Run a base_lr: 1')
  })

  const adam = { momentum: 0.8, momentum2: 0.99, delta: 1e-6 }
  it.each<[string, Partial<Solver>, object]>([
    ['SGD', {}, { momentum: 0.9 }],
    ['Nesterov', { type: SolverType.NESTEROV, momentum: 0.95 }, { momentum: 0.95 }],
    ['AdaGrad', { type: SolverType.ADAGRAD, momentum: 0, delta: 1e-6 }, { momentum: 0, delta: 1e-6 }],
    [
      'RMSProp',
      { type: SolverType.RMSPROP, momentum: 0, rmsDecay: 0.9, delta: 1e-6 },
      { momentum: 0, rmsDecay: 0.9, delta: 1e-6 },
    ],
    ['AdaDelta', { type: SolverType.ADADELTA, momentum: 0.95, delta: 1e-6 }, { momentum: 0.95, delta: 1e-6 }],
    ['Adam', { type: SolverType.ADAM, ...adam }, adam],
    ['AdamW', { type: SolverType.ADAMW, ...adam }, adam],
  ])('is read again as it was: %s', (type, change, numbers) => {
    const options = { accumulation: 4, clip: 35, regularization: Regularization.L1 }
    const policies: [Partial<Policy>, object][] = [
      [
        { type: PolicyType.STEP, stepPercent: 25, gamma: 0.1 },
        { type: 'step', stepPercent: 25, gamma: 0.1 },
      ],
      [
        { type: PolicyType.MULTISTEP, values: [50, 85], gamma: 0.5 },
        { type: 'multistep', values: [50, 85] },
      ],
      [
        { type: PolicyType.EXP, gamma: 0.95 },
        { type: 'exp', gamma: expect.closeTo(0.95, 12) },
      ],
      [
        { type: PolicyType.INV, gamma: 0.1, power: 0.5 },
        { type: 'inv', gamma: expect.closeTo(0.1, 12), power: 0.5 },
      ],
      [
        { type: PolicyType.POLY, power: 3 },
        { type: 'poly', power: 3 },
      ],
      [
        { type: PolicyType.SIGMOID, stepPercent: 50, gamma: 0.1 },
        { type: 'sigmoid', step: 50, gamma: expect.closeTo(0.1, 12) },
      ],
      [{ type: PolicyType.COSINE, warmupPercent: 5 }, { type: 'cosine' }],
    ]
    for (const [policy, expected] of policies) {
      const { solver } = facts(policy)
      const { faults, solver: read } = readSolver(
        solverText(facts(policy, { solver: { ...solver, ...change, ...options } })),
      )
      expect(faults).toEqual([])
      expect(read).toMatchObject({
        ...{ type, baseRate: 0.01, weightDecay: 0.0001, regularization: 'L1', accumulation: 4, clip: 35 },
        ...{ iterations: 200, testEvery: 10, snapshotEvery: 20, seed: 7, ...numbers, policy: expected },
      })
    }
  })

  it('says in words what Caffe has none for', () => {
    const { solver } = facts({ type: PolicyType.COSINE, warmupPercent: 5 })
    const more = { precision: Precision.BFLOAT16, earlyStop: 3, bestBy: BestBy.LOSS, accumulation: 2 }
    const text = solverText(facts({}, { solver: { ...solver, type: SolverType.ADAMW, ...more } }))
    for (const words of [
      'no AdamW',
      'no policy cosine',
      'first 5 % of training',
      'bfloat16',
      'the loss has not',
      'iter_size batches',
    ])
      expect(text).toMatch(new RegExp(`^# .*${words}`, 'm'))
    expect(solverText(facts()).match(/^#/gm)).toHaveLength(2)
  })

  it('is read again with what Caffe has no word for, whatever the run is called', () => {
    const { solver } = facts({ type: PolicyType.COSINE, warmupPercent: 5 })
    const more = { precision: Precision.BFLOAT16, earlyStop: 3, bestBy: BestBy.LOSS }
    const text = solverText(facts({}, { name: 'fovea { epochs: 7 }', solver: { ...solver, ...more } }))
    const { faults, solver: read } = readSolver(text)
    expect(faults).toEqual([])
    expect(read?.own).toEqual({
      ...{ epochs: 10, batchSize: 64, warmupPercent: 5, precision: 'BFLOAT16', earlyStop: 3, bestBy: 'LOSS' },
      ...{ snapshotEpochs: 1, validationEpochs: 0.5, mean: 'IMAGE', scale: 0.5, crop: 0, mirror: true },
    })
  })
})
