import {
  classic,
  constant,
  convolution,
  ending,
  innerProduct,
  inPlace,
  type Learning,
  layer,
  network,
  pooling,
  xavier,
} from './layers.ts'
import type { Fields } from './prototxt.ts'

const learning: Learning = { param: classic, weight_filler: xavier, bias_filler: constant(0.2) }
const classifying: Learning = { ...learning, bias_filler: constant(0) }

/** A convolution and its ReLU. */
function convolved(name: string, bottom: string, window: Fields, more: Fields = {}): string[] {
  const [block = '', part = ''] = name.split('/')
  return [convolution(name, bottom, window, learning, more), inPlace(`${block}/relu_${part}`, 'ReLU', name, more)]
}

const halve = (name: string, bottom: string) => pooling(name, bottom, 'MAX', { kernel_size: 3, stride: 2 })
const normalise = (name: string, bottom: string) =>
  layer(name, 'LRN', bottom, { lrn_param: { local_size: 5, alpha: 0.0001, beta: 0.75 } })

interface Widths {
  readonly one: number
  /** Channels to which the branch is reduced first, and those it gives. */
  readonly three: readonly [number, number]
  readonly five: readonly [number, number]
  readonly pooled: number
}

/** Four branches over one blob, joined: 1×1; 3×3 and 5×5 behind a reducing 1×1; pooling and 1×1. */
function inception(block: string, bottom: string, { one, three, five, pooled }: Widths): string[] {
  const name = (part: string) => `inception_${block}/${part}`
  return [
    ...convolved(name('1x1'), bottom, { num_output: one, kernel_size: 1 }),
    ...convolved(name('3x3_reduce'), bottom, { num_output: three[0], kernel_size: 1 }),
    ...convolved(name('3x3'), name('3x3_reduce'), { num_output: three[1], pad: 1, kernel_size: 3 }),
    ...convolved(name('5x5_reduce'), bottom, { num_output: five[0], kernel_size: 1 }),
    ...convolved(name('5x5'), name('5x5_reduce'), { num_output: five[1], pad: 2, kernel_size: 5 }),
    pooling(name('pool'), bottom, 'MAX', { kernel_size: 3, stride: 1, pad: 1 }),
    ...convolved(name('pool_proj'), name('pool'), { num_output: pooled, kernel_size: 1 }),
    layer(name('output'), 'Concat', ['1x1', '3x3', '5x5', 'pool_proj'].map(name)),
  ]
}

/** A small classifier half-way, which only training and validation have: it brings the loss nearer to the first layers. */
function auxiliary(n: 1 | 2, bottom: string): string[] {
  const name = (part: string) => `loss${n}/${part}`
  const learns: Fields = { exclude: { stage: 'deploy' } }
  return [
    pooling(name('ave_pool'), bottom, 'AVE', { kernel_size: 5, stride: 3 }, learns),
    ...convolved(name('conv'), name('ave_pool'), { num_output: 128, kernel_size: 1 }, learns),
    innerProduct(name('fc'), name('conv'), 1024, learning, learns),
    inPlace(name('relu_fc'), 'ReLU', name('fc'), learns),
    inPlace(name('drop_fc'), 'Dropout', name('fc'), { ...learns, dropout_param: { dropout_ratio: 0.7 } }),
    innerProduct(name('classifier'), name('fc'), undefined, classifying, learns),
    layer(name('loss'), 'SoftmaxWithLoss', [name('classifier'), 'label'], { loss_weight: 0.3, ...learns }),
    layer(name('accuracy'), 'Accuracy', [name('classifier'), 'label'], { include: { stage: 'val' } }),
  ]
}

/** Szegedy et al., Going deeper with convolutions (2014), with Caffe's names; its last pooling takes maps of any size. */
export const googlenet = network(
  'GoogLeNet',
  { mirror: true, crop_size: 224 },
  convolved('conv1/7x7_s2', 'data', { num_output: 64, pad: 3, kernel_size: 7, stride: 2 }),
  halve('pool1/3x3_s2', 'conv1/7x7_s2'),
  normalise('pool1/norm1', 'pool1/3x3_s2'),
  convolved('conv2/3x3_reduce', 'pool1/norm1', { num_output: 64, kernel_size: 1 }),
  convolved('conv2/3x3', 'conv2/3x3_reduce', { num_output: 192, pad: 1, kernel_size: 3 }),
  normalise('conv2/norm2', 'conv2/3x3'),
  halve('pool2/3x3_s2', 'conv2/norm2'),
  inception('3a', 'pool2/3x3_s2', { one: 64, three: [96, 128], five: [16, 32], pooled: 32 }),
  inception('3b', 'inception_3a/output', { one: 128, three: [128, 192], five: [32, 96], pooled: 64 }),
  halve('pool3/3x3_s2', 'inception_3b/output'),
  inception('4a', 'pool3/3x3_s2', { one: 192, three: [96, 208], five: [16, 48], pooled: 64 }),
  auxiliary(1, 'inception_4a/output'),
  inception('4b', 'inception_4a/output', { one: 160, three: [112, 224], five: [24, 64], pooled: 64 }),
  inception('4c', 'inception_4b/output', { one: 128, three: [128, 256], five: [24, 64], pooled: 64 }),
  inception('4d', 'inception_4c/output', { one: 112, three: [144, 288], five: [32, 64], pooled: 64 }),
  auxiliary(2, 'inception_4d/output'),
  inception('4e', 'inception_4d/output', { one: 256, three: [160, 320], five: [32, 128], pooled: 128 }),
  halve('pool4/3x3_s2', 'inception_4e/output'),
  inception('5a', 'pool4/3x3_s2', { one: 256, three: [160, 320], five: [32, 128], pooled: 128 }),
  inception('5b', 'inception_5a/output', { one: 384, three: [192, 384], five: [48, 128], pooled: 128 }),
  pooling('pool5', 'inception_5b/output', 'AVE', { global_pooling: true }),
  inPlace('pool5/drop', 'Dropout', 'pool5', { dropout_param: { dropout_ratio: 0.4 } }),
  innerProduct('loss3/classifier', 'pool5', undefined, classifying),
  ending('loss3/classifier'),
)
