import { type Fields, write } from './prototxt.ts'

/** Fields of a layer with weights: what its weights start from, and the rates and decays of weights and bias. */
export interface Learning {
  readonly param?: readonly Fields[]
  readonly weight_filler: Fields
  /** Undefined: the layer has no bias. */
  readonly bias_filler?: Fields
}

/** Caffe's habit: a bias learns twice as fast; in its larger networks it does not decay. */
export const quickBias: readonly Fields[] = [{ lr_mult: 1 }, { lr_mult: 2 }]
export const classic: readonly Fields[] = [
  { lr_mult: 1, decay_mult: 1 },
  { lr_mult: 2, decay_mult: 0 },
]

export const gaussian = (std: number): Fields => ({ type: 'gaussian', std })
export const constant = (value: number): Fields => ({ type: 'constant', value })
export const zero: Fields = { type: 'constant' }
export const xavier: Fields = { type: 'xavier' }
export const msra: Fields = { type: 'msra' }

/** The whole text: name, a data layer with what it does to the pictures, and the layers. */
export function network(name: string, transform: Fields, ...layers: readonly (string | readonly string[])[]): string {
  const images = message('layer', {
    name: 'images',
    type: 'Data',
    top: ['data', 'label'],
    ...(Object.keys(transform).length === 0 ? {} : { transform_param: transform }),
  })
  return [`name: "${name}"\n`, images, ...layers.flat()].join('')
}

export function layer(name: string, type: string, bottom: string | readonly string[], more: Fields = {}, top = name) {
  return message('layer', { name, type, bottom, top, ...more })
}

/** A layer that writes over its bottom. */
export function inPlace(name: string, type: string, blob: string, more: Fields = {}): string {
  return layer(name, type, blob, more, blob)
}

export function convolution(name: string, bottom: string, window: Fields, learning: Learning, more: Fields = {}) {
  const { param, ...fillers } = learning
  return layer(name, 'Convolution', bottom, {
    ...more,
    ...(param === undefined ? {} : { param }),
    convolution_param: { ...window, ...withoutBias(learning), ...fillers },
  })
}

/** Without `outputs` the layer takes the dataset's number of classes. */
export function innerProduct(
  name: string,
  bottom: string,
  outputs: number | undefined,
  { param, ...fillers }: Learning,
  more: Fields = {},
) {
  const isLast = outputs === undefined
  return layer(name, 'InnerProduct', bottom, {
    ...more,
    ...(param === undefined ? {} : { param }),
    ...(isLast ? { '#': "No num_output: the last layer takes the dataset's number of classes." } : {}),
    inner_product_param: { ...(isLast ? {} : { num_output: outputs }), ...fillers },
  })
}

export function pooling(name: string, bottom: string, pool: 'MAX' | 'AVE', window: Fields, more: Fields = {}): string {
  return layer(name, 'Pooling', bottom, { ...more, pooling_param: { pool, ...window } })
}

/** DIGITS's end of a network: accuracy when validating, loss when learning, probabilities when classifying. */
export function ending(scores: string): string[] {
  return [
    layer('accuracy', 'Accuracy', [scores, 'label'], { include: { stage: 'val' } }),
    layer('loss', 'SoftmaxWithLoss', [scores, 'label'], { exclude: { stage: 'deploy' } }),
    layer('prob', 'Softmax', scores, { include: { stage: 'deploy' } }),
  ]
}

function withoutBias({ bias_filler }: Learning): Fields {
  return bias_filler === undefined ? { bias_term: false } : {}
}

function message(name: string, fields: Fields): string {
  return `${write({ [name]: fields }).join('\n')}\n`
}
