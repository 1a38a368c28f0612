import {
  constant,
  convolution,
  ending,
  gaussian,
  innerProduct,
  inPlace,
  layer,
  network,
  pooling,
  xavier,
} from './layers.ts'
import type { Fields } from './prototxt.ts'

const learning = { weight_filler: xavier, bias_filler: constant(0) }
const halve = (n: number, bottom: string) => pooling(`pool${n}`, bottom, 'MAX', { kernel_size: 3, stride: 2 })

function convolved(name: string, bottom: string, window: Fields): string[] {
  const relu = name.includes('/') ? name.replace('/', '/relu_') : `relu_${name}`
  return [convolution(name, bottom, window, learning), inPlace(relu, 'ReLU', name)]
}

/** Few channels by 1×1, then many: half by 1×1, half by 3×3. */
function fire(n: number, bottom: string, squeezed: number, expanded: number): string[] {
  const name = (part: string) => `fire${n}/${part}`
  return [
    ...convolved(name('squeeze1x1'), bottom, { num_output: squeezed, kernel_size: 1 }),
    ...convolved(name('expand1x1'), name('squeeze1x1'), { num_output: expanded, kernel_size: 1 }),
    ...convolved(name('expand3x3'), name('squeeze1x1'), { num_output: expanded, pad: 1, kernel_size: 3 }),
    layer(name('concat'), 'Concat', [name('expand1x1'), name('expand3x3')]),
  ]
}

/**
 * Iandola et al., SqueezeNet (2016), version 1.1. It ends in a 1×1 convolution to the classes, a ReLU and an average;
 * here the average comes first, so that an InnerProduct of the same weights takes the number of classes. The ReLU on
 * scores is left out: a class whose scores are all below zero would never learn.
 */
export const squeezenet = network(
  'SqueezeNet 1.1',
  { mirror: true, crop_size: 227, scale: 0.017 },
  convolved('conv1', 'data', { num_output: 64, kernel_size: 3, stride: 2 }),
  halve(1, 'conv1'),
  fire(2, 'pool1', 16, 64),
  fire(3, 'fire2/concat', 16, 64),
  halve(3, 'fire3/concat'),
  fire(4, 'pool3', 32, 128),
  fire(5, 'fire4/concat', 32, 128),
  halve(5, 'fire5/concat'),
  fire(6, 'pool5', 48, 192),
  fire(7, 'fire6/concat', 48, 192),
  fire(8, 'fire7/concat', 64, 256),
  fire(9, 'fire8/concat', 64, 256),
  inPlace('drop9', 'Dropout', 'fire9/concat', { dropout_param: { dropout_ratio: 0.5 } }),
  pooling('pool10', 'fire9/concat', 'AVE', { global_pooling: true }),
  innerProduct('conv10', 'pool10', undefined, { ...learning, weight_filler: gaussian(0.01) }),
  ending('conv10'),
)
