import { describe, expect, it } from 'vitest'
import { filledFrom } from './from-text'
import { initialSolver } from './solver-draft'
import { solverErrors } from './solver-errors'

const facts = { images: 60_000, batchSize: 64 }
const minimal = 'base_lr: 0.1 lr_policy: "fixed"'
const part = (text: string) => filledFrom(text, facts).part

/** The solver that comes with Caffe's LeNet. */
const lenet = `net: "lenet_train_test.prototxt" test_iter: 100 test_interval: 500
base_lr: 0.01 momentum: 0.9 weight_decay: 0.0005 lr_policy: "inv" gamma: 0.0001 power: 0.75
display: 100 max_iter: 10000 snapshot: 5000 snapshot_prefix: "lenet" solver_mode: GPU`

describe('a form filled from a solver text', () => {
  it('has what the text says, in epochs and percent', () =>
    expect(filledFrom(lenet, facts)).toEqual({
      faults: [],
      part: {
        type: 'SGD',
        baseRate: '0.01',
        momentum: '0.9',
        weightDecay: '0.0005',
        regularization: 'L2',
        accumulation: '1',
        clip: '',
        policy: 'INV',
        stepPercent: '',
        gamma: '0.01',
        values: '',
        power: '0.75',
        warmupPercent: '',
        epochs: '11',
        validationInterval: '0.533049',
        snapshotInterval: '5.33049',
      },
      notes: ['10,000 iterations of 64 images are 10.66 epochs; 11 are taken.'],
    }))

  it.each<[string, object]>([
    [
      'type: "Adam" momentum: 0.9 momentum2: 0.99 delta: 1e-6',
      { type: 'ADAM', momentum: '0.9', momentum2: '0.99', delta: '0.000001' },
    ],
    ['type: "RMSProp" rms_decay: 0.98', { type: 'RMSPROP', rmsDecay: '0.98' }],
    ['solver_type: ADADELTA momentum: 0.95', { type: 'ADADELTA', momentum: '0.95' }],
    [
      'iter_size: 4 clip_gradients: 35 regularization_type: "L1" random_seed: 7',
      { accumulation: '4', clip: '35', regularization: 'L1', seed: '7' },
    ],
    ['iter_size: 2 max_iter: 469', { epochs: '1' }],
  ])('takes over %s', (more, expected) => {
    const found = part(`${minimal} ${more}`)
    expect(found).toMatchObject(expected)
    expect(solverErrors({ ...initialSolver, ...found })).toEqual({})
  })

  it('takes a text of our own back as it was, whatever the dataset', () => {
    const text = `# fovea { epochs: 12 batch_size: 32 warmup_percent: 5 precision: BFLOAT16 early_stop: 3 best_by: LOSS snapshot_epochs: 2 validation_epochs: 0.5 mean: PIXEL scale: 0.5 crop: 24 mirror: true }
base_lr: 0.1 lr_policy: "cosine" max_iter: 99 snapshot: 16`
    const { part, notes } = filledFrom(text, facts)
    expect(notes).toEqual([])
    expect(part).toMatchObject({
      ...{ epochs: '12', batchSize: '32', warmupPercent: '5', precision: 'BFLOAT16', earlyStop: '3', bestBy: 'LOSS' },
      ...{ snapshotInterval: '2', validationInterval: '0.5', mean: 'PIXEL', scale: '0.5', crop: '24', mirror: 'yes' },
    })
    expect(filledFrom('# fovea { epochs: many }\nbase_lr: 0.1 lr_policy: "fixed"', facts).faults).toMatchObject([
      { line: 1, column: 19 },
    ])
  })

  it.each<[string, string]>([
    ['lr_policy: "sigmoid" gamma: 0.1 stepsize: 50', 'Its sigmoid rises'],
    ['lr_policy: "exp" gamma: 1.1', 'Its rate does not fall'],
    ['lr_policy: "step" gamma: 2 stepsize: 10', 'Its steps do not lower'],
  ])('says that %s is not taken over', (policy, note) => {
    const found = filledFrom(`base_lr: 0.1 max_iter: 938 ${policy}`, facts)
    expect(found.notes.join()).toContain(note)
    expect(found.part).not.toHaveProperty('policy')
  })

  it('keeps a curve that never bends within training as what it is', () =>
    expect(part('base_lr: 1 lr_policy: "step" gamma: 0.1 stepsize: 100000 max_iter: 100')).toMatchObject({
      policy: 'FIXED',
    }))

  it('says when iterations cannot become epochs yet', () => {
    const found = filledFrom(lenet, { ...facts, images: 0 })
    expect(found.part).not.toHaveProperty('epochs')
    expect(found.notes).toEqual([expect.stringContaining('once the images of the dataset are counted')])
  })

  it('takes nothing of a text with errors, and says where they are', () => {
    expect(filledFrom('base_lr: 0.1 lr_policy: "stepp"', facts)).toEqual({
      faults: [expect.objectContaining({ severity: 'error', line: 1 })],
      notes: [],
    })
    expect(filledFrom('layer { name: "conv1" }', facts).faults[0]?.message).toContain('network')
  })
})
