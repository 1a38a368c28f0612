import { describe, expect, it } from 'vitest'
import { codes, compileText } from '../testing/compile-layers.ts'
import { table } from '../testing/table.ts'

const fc = (name: string, outputs: number, bottom = 'data') =>
  `layer { name: "${name}" type: "InnerProduct" bottom: "${bottom}" top: "${name}"
     inner_product_param { num_output: ${outputs} weight_filler { type: "xavier" } } }`
const blobs = `${fc('ten', 10)} ${fc('two', 2)} ${fc('single', 1)} ${fc('decoded', 3072)}
  layer { name: "map" type: "Pooling" bottom: "data" top: "map" pooling_param { kernel_size: 8 stride: 8 } }
  layer { name: "flag" type: "Reduction" bottom: "two" top: "flag" reduction_param { axis: 1 } }
  layer { name: "row" type: "Reshape" bottom: "ten" top: "row" reshape_param { shape { dim: 0 dim: 1 dim: 10 } } }
  layer { name: "class" type: "ArgMax" bottom: "map" top: "class" argmax_param { axis: 1 } }
  layer { name: "prob" type: "Softmax" bottom: "ten" top: "prob" }`

const loss = (type: string, bottoms: string, rest: string, classes = 10) =>
  compileText(
    `${blobs} layer { name: "x" type: "${type}" ${bottoms
      .split(' ')
      .map(bottom => `bottom: "${bottom}"`)
      .join(' ')} top: "x" ${rest} }
     ${classes === 10 ? '' : 'layer { name: "shares" type: "Softmax" bottom: "two" top: "shares" }'}`,
    { classes },
  )
const errors = (compiled: ReturnType<typeof loss>) =>
  compiled.faults.filter(({ severity }) => severity === 'error').map(({ code }) => code)

describe('losses and what they compare', () => {
  it.each(
    table(`
      SoftmaxWithLoss         | ten label         |
      SoftmaxWithLoss         | row label         | softmax_param { axis: 2 }
      SoftmaxWithLoss         | map class         |
      Accuracy                | row label         | accuracy_param { axis: -1 }
      HingeLoss               | ten label         |
      HingeLoss               | row label         | hinge_loss_param { norm: 2 }
      EuclideanLoss           | decoded data      |
      EuclideanLoss           | single label      |
      EuclideanLoss           | flag label        |
      SigmoidCrossEntropyLoss | decoded data      | loss_param { normalization: FULL }
      ContrastiveLoss         | two two label     |
      ContrastiveLoss         | two two flag      |
    `),
  )('%s of %s %s is none of a fault', (type, bottoms, rest) => {
    expect(errors(loss(type ?? '', bottoms ?? '', `${type === 'Accuracy' ? '' : 'loss_weight: 0.5'} ${rest}`))).toEqual(
      type === 'Accuracy' ? ['no-loss'] : [],
    )
  })

  it.each(
    table(`
      SoftmaxWithLoss         | map label         |                           | shape-mismatch
      SoftmaxWithLoss         | two label         |                           | class-count
      SoftmaxWithLoss         | row label         |                           | shape-mismatch
      SoftmaxWithLoss         | ten two           |                           | label-missing
      SoftmaxWithLoss         | label ten         |                           | shape-mismatch
      SoftmaxWithLoss         | ten label         | softmax_param { axis: 2 } | wrong-axis
      SoftmaxWithLoss         | ten label         | loss_param { axis: 1 }    | unknown-field
      HingeLoss               | two label         |                           | class-count
      HingeLoss               | map label         |                           | class-count
      HingeLoss               | ten label         | hinge_loss_param { norm: 0 } | unknown-word
      EuclideanLoss           | ten label         |                           | label-shape
      EuclideanLoss           | ten two           |                           | shape-mismatch
      SigmoidCrossEntropyLoss | ten label         |                           | label-shape
      SigmoidCrossEntropyLoss | single label      |                           | label-shape
      ContrastiveLoss         | ten two label     |                           | shape-mismatch
      ContrastiveLoss         | data data label   |                           | shape-mismatch
      ContrastiveLoss         | two two two       |                           | label-missing
    `),
  )('%s of %s %s is the fault %s', (type, bottoms, rest, code) => {
    expect(errors(loss(type ?? '', bottoms ?? '', rest ?? ''))).toEqual([code])
  })

  it('of two classes take the label as a target and as whether a pair is alike', () => {
    expect(errors(loss('SigmoidCrossEntropyLoss', 'single label', '', 2))).toEqual([])
    expect(codes(loss('ContrastiveLoss', 'two two label', '', 2))).not.toContain('pair-label')
    expect(codes(loss('ContrastiveLoss', 'two two label', ''))).toContain('pair-label')
  })

  it.each([
    ['', 'VALID', 'BATCH_SIZE'],
    ['loss_param { normalize: false }', 'BATCH_SIZE', 'BATCH_SIZE'],
    ['loss_param { normalize: true }', 'VALID', 'VALID'],
    ['loss_param { normalization: NONE normalize: true }', 'NONE', 'NONE'],
    ['loss_param { normalization: 0 }', 'FULL', 'FULL'],
  ])('%s divides a SoftmaxWithLoss by %s and a SigmoidCrossEntropyLoss by %s', (rest, softmax, sigmoid) => {
    const of = (compiled: ReturnType<typeof loss>) => compiled.plan?.ops.find(({ name }) => name === 'x')?.attributes
    expect(of(loss('SoftmaxWithLoss', 'ten label', rest))).toMatchObject({ normalization: softmax, axis: 1 })
    expect(of(loss('SigmoidCrossEntropyLoss', 'decoded data', rest))).toMatchObject({ normalization: sigmoid })
  })

  it('along another axis get their Softmax along that', () => {
    const { plan, faults } = compileText(
      `${fc('ten', 10)}
       layer { name: "row" type: "Reshape" bottom: "ten" top: "row" reshape_param { shape { dim: 0 dim: 1 dim: 10 } } }
       layer { name: "x" type: "SoftmaxWithLoss" bottom: "row" bottom: "label" top: "x" softmax_param { axis: 2 } }`,
    )
    expect(faults).toEqual([])
    expect(plan?.ops.find(({ name }) => name === 'prob')).toMatchObject({ shapes: [[1, 10]], attributes: { axis: 2 } })
  })

  it('of hinges get probabilities by a Softmax when classifying', () => {
    const { plan, faults } = compileText(
      `${fc('ten', 10)} layer { name: "x" type: "HingeLoss" bottom: "ten" bottom: "label" top: "x" }`,
    )
    expect(faults).toEqual([])
    expect(plan?.outputs).toMatchObject({ probabilities: 'prob', losses: ['x'] })
  })
})
