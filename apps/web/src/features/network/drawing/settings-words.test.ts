import { compile } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { kindOf } from './layer-kinds'
import { settingsOf } from './settings-words'

/** The words of the one layer of a text, as netspec reads it. */
function wordsOf(layer: string): string {
  const text = `layer { name: "l" bottom: "data" top: "l" ${layer} }`
  const { drawing } = compile(text, { classes: 10, input: { channels: 4, height: 32, width: 32 } })
  return settingsOf(drawing.nodes.find(({ name }) => name === 'l') ?? { type: '', attributes: {} })
}

describe('the settings of a layer in a few words', () => {
  it.each([
    ['type: "Convolution" convolution_param { num_output: 96 kernel_size: 11 stride: 4 }', '96 × 11×11, stride 4'],
    [
      'type: "Convolution" convolution_param { num_output: 1024 kernel_h: 1 kernel_w: 7 pad_h: 0 pad_w: 3 group: 2 }',
      '1,024 × 1×7, pad 0×3, 2 groups',
    ],
    ['type: "Convolution" convolution_param { num_output: 8 kernel_size: 3 dilation: 2 }', '8 × 3×3, dilated 2'],
    ['type: "Pooling" pooling_param { pool: MAX kernel_size: 3 stride: 2 }', 'max 3×3, stride 2'],
    ['type: "Pooling" pooling_param { pool: AVE global_pooling: true }', 'mean of all'],
    ['type: "InnerProduct" inner_product_param { num_output: 4096 }', '4,096 outputs'],
    ['type: "Dropout" dropout_param { dropout_ratio: 0.5 }', 'drops 50 %'],
    ['type: "LRN" lrn_param { local_size: 5 }', 'over 5 channels'],
    ['type: "LRN" lrn_param { local_size: 3 norm_region: WITHIN_CHANNEL }', 'within 3×3'],
    ['type: "ReLU"', ''],
    ['type: "Power" power_param { power: 2 }', 'power 2, scale 1'],
    ['type: "Convolution" convolution_param { num_output: 8 kernel_size: 64 }', ''],
    ['type: "Nothing"', ''],
  ])('%s', (layer, words) => expect(wordsOf(layer)).toBe(words))

  it.each([
    ['Convolution', 'convolution'],
    ['SoftmaxWithLoss', 'output'],
    ['Input', 'data'],
    ['Theirs', 'other'],
    ['toString', 'other'],
  ])('%s is of the kind %s', (type, kind) => expect(kindOf(type)).toBe(kind))
})
