import { describe, expect, it } from 'vitest'
import { compileText, shapeOf } from '../../testing/compile-layers.ts'

const old = `name: "Old"
layers { name: "images" type: DATA top: "data" top: "label"
  data_param { source: "x" batch_size: 8 scale: 0.5 mirror: true crop_size: 24 } include: { phase: TRAIN } }
layers { name: "images" type: DATA top: "data" top: "label" data_param { batch_size: 8 crop_size: 24 } include: { phase: TEST } }
layers { name: "conv" type: CONVOLUTION bottom: "data" top: "conv" blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0
  convolution_param { num_output: 4 kernel_size: 5 weight_filler { type: "xavier" } } }
layers { name: "relu" type: 18 bottom: "conv" top: "conv" }
layers { name: "fc" type: INNER_PRODUCT bottom: "conv" top: "fc" param: "w" blob_share_mode: STRICT
  inner_product_param { num_output: 10 weight_filler { type: "gaussian" std: 0.1 } } }
layers { name: "loss" type: SOFTMAX_LOSS bottom: "fc" bottom: "label" }
`

describe('texts of the old forms', () => {
  it('mean what they meant', () => {
    const { faults, plan, preprocessingHints } = compileText(old)
    expect(faults).toEqual([])
    expect(plan?.ops.map(({ type }) => type)).toEqual([
      'Convolution',
      'ReLU',
      'InnerProduct',
      'SoftmaxWithLoss',
      'Softmax',
    ])
    expect(plan?.ops[0]?.parameters).toMatchObject([
      { name: 'conv.weight', lrMult: 1, decayMult: 1 },
      { name: 'conv.bias', lrMult: 2, decayMult: 0 },
    ])
    expect(preprocessingHints).toEqual({ crop: 24, mirror: true, scale: 0.5 })
    expect(plan?.outputs.losses).toEqual(['loss'])
  })

  it('keep the places of their faults', () => {
    const place = ({ code, line, column }: { code: string; line: number; column: number }) =>
      `${code} ${line}:${column}`
    const faulty = old.replace('blobs_lr: 2', 'blobs_lr: two').replace('type: 18', 'type: 99')
    expect(compileText(faulty).faults.map(place)).toEqual(['wrong-value 5:90', 'unknown-layer 7:29'])
  })

  it('may stand beside today’s', () => {
    const today = 'layer { name: "more" type: "TanH" bottom: "conv" top: "more" }'
    const mixed = old
      .replace('layers { name: "relu"', `${today}\nlayers { name: "relu"`)
      .replace('bottom: "conv" top: "fc"', 'bottom: "more" top: "fc"')
    expect(shapeOf(compileText(mixed), 'more')).toEqual([4, 20, 20])
  })
})

describe('inputs of the network', () => {
  const net = `layer { name: "fc" type: "InnerProduct" bottom: "image" top: "fc" inner_product_param { weight_filler { type: "xavier" } } }
    layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }`

  it.each([
    ['a name', 'input: "image"'],
    ['a name and four sides', 'input: "image" input_dim: 1 input_dim: 3 input_dim: 32 input_dim: 32'],
    ['a name and a shape', 'input: "image" input_shape: { dim: [64, 3, 32, 32] }'],
    ['image and label', 'input: "image" input: "label" input_shape { dim: [1, 3, 32, 32] } input_shape { dim: 1 }'],
    ['the label first', 'input: "label" input: "image" input_shape { dim: 1 } input_shape { dim: [1, 3, 32, 32] }'],
    [
      'a layer of both',
      'layer { name: "i" type: "Input" top: "image" top: "label" input_param { shape { dim: [1, 3, 32, 32] } shape { dim: 1 } } }',
    ],
    ['two data layers', 'layer { name: "i" type: "Data" top: "image" } layer { name: "l" type: "Data" top: "label" }'],
  ])('are the dataset’s by %s', (_, inputs) => {
    const { faults, plan } = compileText(`${inputs}\n${net}`)
    expect(faults).toEqual([])
    expect(plan?.ops[0]?.bottoms).toEqual(['data'])
    expect(plan?.ops[1]?.bottoms).toEqual(['fc', 'label'])
  })
})
