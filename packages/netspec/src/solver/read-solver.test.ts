import { describe, expect, it } from 'vitest'
import { learningRate } from '../learning-rate.ts'
import { readSolver } from './read-solver.ts'

const lenet = `# The solver that comes with Caffe's LeNet
net: "examples/mnist/lenet_train_test.prototxt"
test_iter: 100
test_interval: 500
base_lr: 0.01
momentum: 0.9
weight_decay: 0.0005
lr_policy: "inv"
gamma: 0.0001
power: 0.75
display: 100
max_iter: 10000
snapshot: 5000
snapshot_prefix: "examples/mnist/lenet"
solver_mode: GPU
`
const minimal = 'base_lr: 0.1 lr_policy: "fixed"'
describe('readSolver', () => {
  it('reads what comes with Caffe', () => {
    expect(readSolver(lenet)).toEqual({
      faults: [],
      solver: {
        type: 'SGD',
        baseRate: 0.01,
        momentum: 0.9,
        momentum2: 0.999,
        delta: 1e-8,
        rmsDecay: 0.99,
        weightDecay: 0.0005,
        regularization: 'L2',
        policy: { type: 'inv', gamma: 0.01, power: 0.75 },
        accumulation: 1,
        clip: 0,
        iterations: 10_000,
        testEvery: 500,
        snapshotEvery: 5_000,
      },
    })
  })

  it.each<[string, object]>([
    ['type: "Nesterov"', { type: 'Nesterov' }],
    ['solver_type: NESTEROV', { type: 'Nesterov' }],
    ['solver_type: 4', { type: 'AdaDelta' }],
    ['type: "Adam" momentum: 0.9 momentum2: 0.99 delta: 1e-4', { type: 'Adam', momentum2: 0.99, delta: 1e-4 }],
    ['type: "RMSProp" rms_decay: 0.98', { type: 'RMSProp', rmsDecay: 0.98 }],
    ['weight_decay: 1e-3 regularization_type: "L1"', { weightDecay: 0.001, regularization: 'L1' }],
    ['iter_size: 4 clip_gradients: 35 random_seed: 1701', { accumulation: 4, clip: 35, seed: 1701 }],
  ])('reads %s', (text, expected) => {
    const { faults, solver } = readSolver(`${minimal} ${text}`)
    expect(faults.filter(({ code }) => code !== 'solver-momentum')).toEqual([])
    expect(solver).toMatchObject(expected)
  })

  /** Caffe's own formulas, in iterations. */
  it.each<[string, (iteration: number) => number]>([
    ['lr_policy: "fixed"', () => 0.01],
    ['lr_policy: "step" gamma: 0.1 stepsize: 300', i => 0.01 * 0.1 ** Math.floor(i / 300)],
    ['lr_policy: "exp" gamma: 0.999', i => 0.01 * 0.999 ** i],
    ['lr_policy: "inv" gamma: 0.0001 power: 0.75', i => 0.01 * (1 + 0.0001 * i) ** -0.75],
    [
      'lr_policy: "multistep" gamma: 0.5 stepvalue: 200 stepvalue: 700',
      i => 0.01 * 0.5 ** [200, 700].filter(step => step <= i).length,
    ],
    ['lr_policy: "poly" power: 2', i => 0.01 * (1 - i / 1000) ** 2],
    ['lr_policy: "sigmoid" gamma: -0.02 stepsize: 500', i => 0.01 / (1 + Math.exp(0.02 * (i - 500)))],
    ['lr_policy: "sigmoid" gamma: 0.02 stepsize: 500', i => 0.01 / (1 + Math.exp(-0.02 * (i - 500)))],
  ])('gives the curve of %s', (text, caffe) => {
    const { solver } = readSolver(`base_lr: 0.01 max_iter: 1000 ${text}`)
    expect(solver).toBeDefined()
    if (solver === undefined) return
    for (const iteration of [0, 1, 199, 200, 299, 300, 500, 700, 999])
      expect(learningRate(solver.policy, solver.baseRate, iteration / 10)).toBeCloseTo(caffe(iteration), 10)
  })

  it('finds several at once', () => {
    const { faults, solver } = readSolver('typ: "SGD"')
    expect(faults.map(({ code }) => code)).toEqual(['unknown-field', 'missing-field', 'missing-field'])
    expect(solver).toBeUndefined()
  })

  it('suggests the nearest solver', () => {
    expect(readSolver(`${minimal} type: "ADAM"`).faults[0]?.remedy).toBe('Did you mean Adam?')
  })
})
