import { compile, type Plan, standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { compareWeights } from './compare-weights.js'

const ten = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
const two = ['ship', 'no ship']
const thousand = Array.from({ length: 1000 }, (_, i) => `class ${i}`)

function planOf(text: string, classes: readonly string[], input = { channels: 1, height: 28, width: 28 }): Plan {
  const { plan, faults } = compile(text, { classes: classes.length, input })
  if (!plan) throw new Error(JSON.stringify(faults))
  return plan
}

/** What a snapshot of a network holds. */
const snapshotOf = (plan: Plan, classes: readonly string[]) => ({
  shapes: new Map(plan.ops.flatMap(op => op.parameters.map(({ name, shape }) => [name, shape] as const))),
  classes,
})

const lenet = (classes: readonly string[]) => planOf(standardNetworks.lenet, classes)
const xavier = 'weight_filler { type: "xavier" }'
const layer = (name: string, type: string, bottoms: string[], more = '') =>
  `layer { name: "${name}" type: "${type}" ${bottoms.map(bottom => `bottom: "${bottom}"`).join(' ')} top: "${name}" ${more} }\n`
const fc = (name: string, bottom: string, more = '', outputs = 'num_output: 8') =>
  layer(name, 'InnerProduct', [bottom], `inner_product_param { ${outputs} ${xavier} } ${more}`)
const classifier = (name: string, bottom: string) => fc(name, bottom, '', '')

describe('a network and a snapshot', () => {
  it('of the same network and classes: all is taken', () =>
    expect(compareWeights(lenet(ten), ten, snapshotOf(lenet(ten), ten))).toEqual({
      taken: ['conv1', 'conv2', 'ip1', 'ip2'],
      refilled: [],
      parameters: ['conv1', 'conv2', 'ip1', 'ip2'].flatMap(name => [`${name}.weight`, `${name}.bias`]),
    }))

  it.each([
    ['fewer classes', two, thousand, '2 classes instead of 1,000'],
    ['more classes', thousand, ten, '1,000 classes instead of 10'],
    ['other classes', ten.map(name => `digit ${name}`), ten, 'its classes are other ones'],
    ['classes in another order', [...ten].reverse(), ten, 'its classes are in another order'],
  ])('of %s: the last layer begins afresh', (_, now, before, reason) => {
    const { taken, refilled, parameters } = compareWeights(lenet(now), now, snapshotOf(lenet(before), before))
    expect(taken).toEqual(['conv1', 'conv2', 'ip1'])
    expect(refilled).toEqual([{ name: 'ip2', reason }])
    expect(parameters).not.toContain('ip2.bias')
  })

  it('of another image size: the layer whose weights have another shape begins afresh, its bias with it', () => {
    const larger = planOf(standardNetworks.lenet, ten, { channels: 1, height: 32, width: 32 })
    const { refilled, parameters } = compareWeights(larger, ten, snapshotOf(lenet(ten), ten))
    expect(refilled).toEqual([{ name: 'ip1', reason: 'ip1.weight is 500×1250 instead of 500×800' }])
    expect(parameters).not.toContain('ip1.bias')
  })

  it('without a layer, or without a part of it: it begins afresh', () => {
    const { shapes, classes } = snapshotOf(lenet(ten), ten)
    const known = new Map([...shapes].filter(([name]) => !name.startsWith('conv2') && name !== 'ip1.bias'))
    expect(compareWeights(lenet(ten), ten, { shapes: known, classes }).refilled).toEqual([
      { name: 'conv2', reason: 'the snapshot has no such layer' },
      { name: 'ip1', reason: 'the snapshot has no ip1.bias' },
    ])
  })

  it('of which nothing fits: nothing is taken', () => {
    const other = planOf(classifier('scores', 'data') + layer('loss', 'SoftmaxWithLoss', ['scores', 'label']), ten)
    const found = compareWeights(other, ten, snapshotOf(lenet(ten), ten))
    expect(found).toMatchObject({ taken: [], parameters: [], refilled: [{ name: 'scores' }] })
  })

  it('with statistics: they are taken with their layer', () => {
    const text =
      layer('norm', 'BatchNorm', ['data']) + layer('scale', 'Scale', ['norm'], 'scale_param { bias_term: true }')
    const net = text + classifier('scores', 'scale') + layer('loss', 'SoftmaxWithLoss', ['scores', 'label'])
    const { taken, parameters } = compareWeights(planOf(net, two), two, snapshotOf(planOf(net, ten), ten))
    expect(taken).toEqual(['norm', 'scale'])
    expect(parameters.filter(name => name.startsWith('norm.'))).toHaveLength(3)
  })

  it('that share weights: who shares with a layer that begins afresh begins afresh, too', () => {
    const param = 'param { name: "w" }'
    const text = (last: string) =>
      fc('first', 'data', param) +
      fc('second', 'first', '', 'num_output: 784') +
      fc('third', 'second', param) +
      classifier(last, 'third') +
      layer('loss', 'SoftmaxWithLoss', [last, 'label'])
    const before = snapshotOf(planOf(text('scores'), ten), ten)
    const whole = compareWeights(planOf(text('other'), ten), ten, before)
    expect(whole.taken).toEqual(['first', 'second', 'third'])
    const shapes = new Map([...before.shapes, ['first.bias', [9]]])
    const { taken, refilled } = compareWeights(planOf(text('scores'), ten), ten, { ...before, shapes })
    expect(taken).toEqual(['second', 'scores'])
    expect(refilled[1]).toEqual({ name: 'third', reason: 'it shares weights with first' })
  })
})

describe('layers that speak of the classes', () => {
  const refilledIn = (text: (classes: readonly string[]) => string) => {
    const [now, before] = [planOf(text(two), two), planOf(text(two), two)]
    return compareWeights(now, two, snapshotOf(before, ['cat', 'dog'])).refilled.map(({ name }) => name)
  }

  it.each([
    [
      'each of several losses',
      () =>
        fc('body', 'data') +
        classifier('aux', 'body') +
        layer('auxloss', 'SoftmaxWithLoss', ['aux', 'label']) +
        fc('more', 'body') +
        classifier('main', 'more') +
        layer('loss', 'SoftmaxWithLoss', ['main', 'label']),
      ['aux', 'main'],
    ],
    [
      'a convolution behind which is a pooling',
      () =>
        layer('body', 'Convolution', ['data'], `convolution_param { num_output: 4 kernel_size: 3 ${xavier} }`) +
        layer('scores', 'Convolution', ['body'], `convolution_param { num_output: 2 kernel_size: 1 ${xavier} }`) +
        layer('relu', 'ReLU', ['scores']) +
        layer('pool', 'Pooling', ['relu'], 'pooling_param { pool: AVE global_pooling: true }') +
        layer('loss', 'SoftmaxWithLoss', ['pool', 'label']),
      ['scores'],
    ],
    [
      'a scale for each class behind the matrix',
      () =>
        fc('body', 'data') +
        classifier('scores', 'body') +
        layer('scaled', 'Scale', ['scores']) +
        layer('loss', 'SoftmaxWithLoss', ['scaled', 'label']),
      ['scores', 'scaled'],
    ],
    [
      'those of an added Softmax and of an explicit one',
      () =>
        fc('body', 'data') +
        classifier('scores', 'body') +
        layer('loss', 'SoftmaxWithLoss', ['scores', 'label']) +
        layer('prob', 'Softmax', ['scores'], 'include { stage: "deploy" }'),
      ['scores'],
    ],
  ])('are found: %s', (_, text, expected) => expect(refilledIn(text)).toEqual(expected))
})
