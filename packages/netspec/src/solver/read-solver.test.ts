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
const places = (text: string) =>
  readSolver(text).faults.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`)

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
    ['lr_policy: "cosine"', i => (0.01 * (1 + Math.cos((Math.PI * i) / 1000))) / 2],
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

  it.each<[string, string[]]>([
    ['', ['error missing-field 1:1', 'error missing-field 1:1']],
    ['base_lr: 0.1 lr_policy: "stepp"', ['error unknown-word 1:25']],
    [`${minimal} typ: "SGD"`, ['error unknown-field 1:33']],
    [`${minimal} type: "ADAM"`, ['error unknown-word 1:39']],
    [`${minimal} solver_type: ADAMW`, ['error unknown-word 1:46']],
    [`${minimal} type: "SGD" solver_type: SGD`, ['error solver-type 1:58']],
    [`${minimal} regularization_type: "L3"`, ['error unknown-word 1:54']],
    [`${minimal} type: "AdaGrad" momentum: 0.9`, ['error solver-momentum 1:59']],
    [`${minimal} type: "Adam"`, ['warning solver-momentum 1:1']],
    [`${minimal} momentum: 1`, ['error wrong-value 1:43']],
    [`${minimal} clip_gradients: 0`, ['error wrong-value 1:49']],
    [`${minimal} random_seed: 1.5`, ['error wrong-value 1:46']],
    [`${minimal} iter_size: 0`, ['error wrong-value 1:44']],
    [`${minimal} base_lr: 0.2`, ['warning given-twice 1:33']],
    ['base_lr: 0 lr_policy: "fixed"', ['warning no-rate 1:10']],
    ['base_lr: 1 lr_policy: "step" gamma: 0.1 stepsize: 5', ['error missing-field 1:1']],
    ['base_lr: 1 lr_policy: "step" gamma: 0.1 max_iter: 5', ['error missing-field 1:23']],
    ['base_lr: 1 lr_policy: "inv" gamma: -1 power: 1 max_iter: 5', ['error wrong-value 1:36']],
    ['base_lr: 1 lr_policy: "multistep" gamma: 0.1 stepvalue: 9 stepvalue: 3 max_iter: 10', ['error wrong-value 1:70']],
    ['base_lr: 1 lr_policy: "multistep" gamma: 0.1 stepvalue: 9 max_iter: 5', ['warning step-beyond-end 1:57']],
    ['base_lr: 1 lr_policy: "sigmoid" gamma: 0.1 stepsize: 3 max_iter: 5', ['warning sigmoid-rises 1:40']],
    [
      `${minimal}\naverage_loss: 40\nweights: "a.caffemodel"`,
      ['warning not-taken-over 2:15', 'warning not-taken-over 3:10'],
    ],
    [`${minimal} net_param { name: "x" }`, ['warning not-taken-over 1:33']],
    ['layer { name: "x" }', ['error not-a-solver 1:1']],
    [`${minimal} {`, ['error syntax 1:33']],
  ])('finds in %s', (text, expected) => {
    expect(places(text)).toEqual(expected)
    expect(readSolver(text).solver === undefined).toBe(expected.some(place => place.startsWith('error')))
  })

  it('suggests the nearest solver', () => {
    expect(readSolver(`${minimal} type: "ADAM"`).faults[0]?.remedy).toBe('Did you mean Adam?')
  })
})
