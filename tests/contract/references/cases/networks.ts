import { classifier, layer, xavier } from '../../text.js'
import { type LayerCase, maps, vector } from './layer-case.js'

const ip = (name: string, bottom: string, outputs: number, more = '') =>
  layer(name, 'InnerProduct', bottom, `inner_product_param { num_output: ${outputs} ${xavier} } ${more}`)
const aux = (name: string, bottom: string, weight: string) =>
  ip(`${name}Scores`, bottom, 4) + layer(name, 'SoftmaxWithLoss', `${name}Scores label`, weight)
const shared = (name: string) => `param { name: "${name}.w" lr_mult: 2 } param { name: "${name}.b" decay_mult: 0 }`
const power = (name: string, bottom: string, rest: string, top = name) => layer(name, 'Power', bottom, rest, top)

/** Whole networks, whose loss and gradients are compared, too. Each brings its own losses. */
export const networkCases: readonly LayerCase[] = [
  {
    what: 'side losses weigh less, as in GoogLeNet',
    text:
      maps('maps', 4) +
      aux('side1', 'data', 'loss_weight: 0.3') +
      aux('side2', 'maps', 'loss_weight: 0.3') +
      classifier('maps'),
    items: [27],
  },
  {
    what: 'a loss of weight 0 changes nothing',
    text: aux('side', 'data', 'loss_weight: 0') + classifier('data'),
    items: [27],
  },
  {
    what: 'a loss weight on what is no loss: the sum of its values',
    text: ip('few', 'data', 3, 'loss_weight: 0.1') + classifier('few'),
    items: [27],
  },
  {
    what: 'a loss weight of 1 on what is no loss',
    text: ip('few', 'data', 3, 'loss_weight: 1') + classifier('few'),
    items: [27],
  },
  {
    what: 'several losses of a training alone',
    text: aux('side', 'data', 'loss_weight: 0.5 include { phase: TRAIN }') + classifier('data'),
    items: [27, 29],
  },
  {
    what: 'layers in place, one behind the other',
    text:
      maps('maps', 4) +
      layer('norm', 'BatchNorm', 'maps', '', 'maps') +
      layer('scaled', 'Scale', 'maps', 'scale_param { bias_term: true }', 'maps') +
      layer('bent', 'ReLU', 'maps', 'relu_param { negative_slope: 0.1 }', 'maps') +
      classifier('maps'),
    items: [28],
  },
  {
    what: 'a reader before a layer in place sees the blob before it, a later one after it',
    text:
      maps('maps', 4) +
      ip('before', 'maps', 5) +
      layer('bent', 'ReLU', 'maps', '', 'maps') +
      ip('between', 'maps', 5) +
      power('squared', 'maps', 'power_param { power: 2 }', 'maps') +
      ip('after', 'maps', 5) +
      layer('sum', 'Eltwise', 'before between after', 'eltwise_param { coeff: [1, -2, 3] }') +
      classifier('sum'),
    items: [28, 31],
  },
  {
    what: 'a layer in place on the data',
    text: power('shifted', 'data', 'power_param { shift: 0.5 }', 'data') + classifier('data'),
    items: [28],
  },
  {
    what: 'rules by phase, stage and level',
    text:
      power('a', 'data', 'include { phase: TRAIN }', 'x') +
      power('b', 'data', 'power_param { scale: 2 } exclude { phase: TRAIN }', 'x') +
      power(
        'c',
        'x',
        'power_param { scale: 3 } include { phase: TRAIN stage: "train" } include { phase: TEST stage: "val" }',
        'y',
      ) +
      power('d', 'x', 'include { stage: "deploy" }', 'y') +
      power('e', 'y', 'power_param { shift: 1 } include { phase: TEST not_stage: "deploy" }', 'y') +
      power('f', 'y', 'power_param { shift: 7 } include { min_level: 1 }', 'y') +
      power('g', 'y', 'power_param { shift: -2 } exclude { stage: "train" stage: "val" }', 'y') +
      power('h', 'y', 'power_param { scale: 0.5 } include { min_level: 0 max_level: 0 }', 'y') +
      power(
        'i',
        'y',
        'power_param { scale: 9 } exclude { stage: "deploy" } exclude { phase: TEST } exclude { not_stage: "deploy" }',
        'y',
      ) +
      classifier('y'),
    items: [29],
  },
  {
    what: 'weights shared by name, their gradients summed',
    text:
      vector('first', 7) +
      ip('second', 'first', 7, shared('twin')) +
      ip('third', 'second', 7, shared('twin')) +
      classifier('third'),
    items: [30],
  },
  {
    what: 'weights shared by two ways from the data, biases of their own',
    text:
      layer(
        'left',
        'Convolution',
        'data',
        `param { name: "w" } convolution_param { num_output: 4 kernel_size: 3 ${xavier} }`,
      ) +
      power('turned', 'data', 'power_param { scale: -1 }') +
      layer(
        'right',
        'Convolution',
        'turned',
        `param { name: "w" } convolution_param { num_output: 4 kernel_size: 3 ${xavier} }`,
      ) +
      layer('sum', 'Eltwise', 'left right', 'eltwise_param { operation: PROD }') +
      classifier('sum'),
    items: [30, 31],
  },
  {
    what: 'a blob that several layers read gets the sum of their gradients',
    text:
      maps('maps', 4) +
      layer('a', 'TanH', 'maps') +
      layer('b', 'Sigmoid', 'maps') +
      layer('sum', 'Eltwise', 'maps a b maps', 'eltwise_param { operation: SUM }') +
      layer('product', 'Eltwise', 'sum maps', 'eltwise_param { operation: PROD }') +
      classifier('product'),
    items: [31],
  },
  {
    what: 'a residual block',
    text:
      maps('maps', 4) +
      layer(
        'conv',
        'Convolution',
        'maps',
        `convolution_param { num_output: 4 kernel_size: 3 pad: 1 bias_term: false ${xavier} }`,
      ) +
      layer('norm', 'BatchNorm', 'conv', '', 'conv') +
      layer('scaled', 'Scale', 'conv', 'scale_param { bias_term: true }', 'conv') +
      layer('sum', 'Eltwise', 'maps conv') +
      layer('bent', 'ReLU', 'sum', '', 'sum') +
      classifier('sum'),
    items: [14, 16, 31],
  },
]
