import { describe, expect, it } from 'vitest'
import { codes, compileLayers, shapeOf } from '../testing/compile-layers.ts'

const layer = (type: string, rest: string, bottom = 'data') =>
  `layer { name: "x" type: "${type}" bottom: "${bottom}" top: "x" ${rest} }`
const xavier = 'weight_filler { type: "xavier" }'

describe('shapes, parameters and operations of one layer', () => {
  // Input 6×23×19. Operations are counted by hand: two for each product and its sum, one for a bias.
  it.each<[string, string, string, number[], number, number]>([
    [
      'Convolution',
      'one side',
      `convolution_param { num_output: 4 kernel_size: 3 ${xavier} }`,
      [4, 21, 17],
      220,
      4 * 21 * 17 * 109,
    ],
    [
      'Convolution',
      'stride and pad',
      `convolution_param { num_output: 4 kernel_size: 3 stride: 2 pad: 1 ${xavier} }`,
      [4, 12, 10],
      220,
      4 * 12 * 10 * 109,
    ],
    [
      'Convolution',
      'groups, no bias',
      `convolution_param { num_output: 4 kernel_size: 3 group: 2 bias_term: false ${xavier} }`,
      [4, 21, 17],
      108,
      4 * 21 * 17 * 54,
    ],
    [
      'Convolution',
      'two sides',
      `convolution_param { num_output: 1 kernel_h: 5 kernel_w: 3 pad_h: 2 stride_h: 2 stride_w: 1 ${xavier} }`,
      [1, 12, 17],
      91,
      12 * 17 * 181,
    ],
    [
      'Convolution',
      'one value an axis',
      `convolution_param { num_output: 1 kernel_size: [5, 3] dilation: 2 ${xavier} }`,
      [1, 15, 15],
      91,
      225 * 181,
    ],
    [
      'Deconvolution',
      'stride, pad and groups',
      `convolution_param { num_output: 4 kernel_size: 4 stride: 2 pad: 1 group: 2 bias_term: false ${xavier} }`,
      [4, 46, 38],
      6 * 2 * 16,
      2 * 2622 * 32,
    ],
    [
      'Deconvolution',
      'gaps and a bias',
      `convolution_param { num_output: 1 kernel_h: 2 kernel_w: 3 dilation: 3 ${xavier} }`,
      [1, 26, 25],
      6 * 6 + 1,
      2 * 2622 * 6 + 650,
    ],
    ['Pooling', 'rounded up', 'pooling_param { kernel_size: 3 stride: 2 }', [6, 11, 9], 0, 6 * 11 * 9 * 9],
    ['Pooling', 'a partial last window', 'pooling_param { kernel_size: 2 stride: 2 }', [6, 12, 10], 0, 6 * 12 * 10 * 4],
    [
      'Pooling',
      'rounded down',
      'pooling_param { kernel_size: 2 stride: 2 round_mode: FLOOR }',
      [6, 11, 9],
      0,
      6 * 11 * 9 * 4,
    ],
    [
      'Pooling',
      'a last window beyond the pad',
      'pooling_param { pool: AVE kernel_size: 2 stride: 3 pad: 1 }',
      [6, 8, 7],
      0,
      6 * 8 * 7 * 4,
    ],
    [
      'Pooling',
      'a pad above half the window',
      'pooling_param { kernel_size: 4 stride: 3 pad: 3 }',
      [6, 9, 8],
      0,
      6 * 9 * 8 * 16,
    ],
    ['Pooling', 'the whole map', 'pooling_param { pool: AVE global_pooling: true }', [6, 1, 1], 0, 6 * 23 * 19],
    [
      'InnerProduct',
      'a flattened map',
      `inner_product_param { num_output: 5 ${xavier} }`,
      [5],
      5 * 2622 + 5,
      5 * (2 * 2622 + 1),
    ],
    [
      'InnerProduct',
      'neither bias nor turning',
      `inner_product_param { num_output: 10 bias_term: false transpose: true ${xavier} }`,
      [10],
      26_220,
      52_440,
    ],
    ['ReLU', 'a slope', 'relu_param { negative_slope: 0.1 }', [6, 23, 19], 0, 2622],
    ['LRN', 'across channels', 'lrn_param { local_size: 3 }', [6, 23, 19], 0, 2622 * 8],
    ['Dropout', 'a ratio', 'dropout_param { dropout_ratio: 0.3 }', [6, 23, 19], 0, 0],
    ['Flatten', 'everything', '', [2622], 0, 0],
    ['Flatten', 'some axes', 'flatten_param { axis: 2 end_axis: 3 }', [6, 437], 0, 0],
    ['BatchNorm', 'statistics a channel', '', [6, 23, 19], 0, 4 * 2622],
    ['Scale', 'a bias', 'scale_param { bias_term: true }', [6, 23, 19], 12, 2 * 2622],
    ['Scale', 'all axes', 'scale_param { num_axes: -1 }', [6, 23, 19], 2622, 2622],
  ])('%s with %s', (type, _, rest, shape, parameters, flops) => {
    const compiled = compileLayers(layer(type, rest), 'x', { input: { channels: 6, height: 23, width: 19 } })
    expect(compiled.faults).toEqual([])
    expect(compiled.figures.layers[0]).toMatchObject({ shapes: [shape], parameters, flops })
  })

  it.each([
    ['Convolution', `kernel_h: 3 kernel_w: 2 weight_filler { type: "bilinear" }`, 'wrong-value'],
    ['Deconvolution', `kernel_size: 3 pad: 20 ${xavier}`, 'pad-too-large'],
    ['Deconvolution', `kernel_size: 3 group: 2 ${xavier}`, 'group'],
  ])('refuses a %s with %s', (type, fields, code) => {
    expect(codes(compileLayers(layer(type, `convolution_param { num_output: 4 ${fields} }`), 'x'))).toEqual([code])
  })

  it('joins channels', () => {
    const text = `${layer('Concat', 'bottom: "data" concat_param { axis: 1 }')}`
    expect(shapeOf(compileLayers(text, 'x'), 'x')).toEqual([6, 32, 32])
  })

  it('leaves out windows that would hold no pixel, and says so', () => {
    const compiled = compileLayers(layer('Pooling', 'pooling_param { kernel_size: 2 stride: 3 }'), 'x', {
      input: { channels: 1, height: 6, width: 6 },
    })
    expect(shapeOf(compiled, 'x')).toEqual([1, 2, 2])
    expect(codes(compiled)).toEqual(['empty-window'])
  })

  it.each([
    ['type: "constant"', { type: 'constant', value: 0 }],
    ['value: 0.5', { type: 'constant', value: 0.5 }],
    ['type: "gaussian" std: 0.01', { type: 'gaussian', mean: 0, std: 0.01 }],
    ['type: "gaussian" sparse: 3', { type: 'gaussian', mean: 0, std: 1, sparse: 3 }],
    ['type: "uniform" min: -1', { type: 'uniform', min: -1, max: 1 }],
    ['type: "msra" variance_norm: AVERAGE', { type: 'msra', variance_norm: 'AVERAGE' }],
    ['type: "xavier"', { type: 'xavier' }],
  ])('keeps of a filler { %s } what its type reads', (text, filler) => {
    const { plan } = compileLayers(
      layer('InnerProduct', `inner_product_param { num_output: 2 weight_filler { ${text} } }`),
      'x',
    )
    expect(plan?.ops[0]?.parameters[0]?.filler).toEqual(filler)
  })
})
