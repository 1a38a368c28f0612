import {
  constant,
  convolution,
  ending,
  innerProduct,
  inPlace,
  type Learning,
  layer,
  network,
  pooling,
  quickBias,
  xavier,
  zero,
} from './layers.ts'

// Caffe's own gaussians are so small that the first epochs learn nothing.
const learning: Learning = { param: quickBias, weight_filler: xavier, bias_filler: zero }
const transform = { scale: 0.0156 }
const window = (filters: number) => ({ num_output: filters, pad: 2, kernel_size: 5 })
const halve = { kernel_size: 3, stride: 2 }

/** Caffe's quick CIFAR-10 network, after Krizhevsky's cuda-convnet, with xavier fillers. */
export const cifar = network(
  'CIFAR-10 quick',
  transform,
  convolution('conv1', 'data', window(32), learning),
  pooling('pool1', 'conv1', 'MAX', halve),
  inPlace('relu1', 'ReLU', 'pool1'),
  convolution('conv2', 'pool1', window(32), learning),
  inPlace('relu2', 'ReLU', 'conv2'),
  pooling('pool2', 'conv2', 'AVE', halve),
  convolution('conv3', 'pool2', window(64), learning),
  inPlace('relu3', 'ReLU', 'conv3'),
  pooling('pool3', 'conv3', 'AVE', halve),
  innerProduct('ip1', 'pool3', 64, learning),
  innerProduct('ip2', 'ip1', undefined, learning),
  ending('ip2'),
)

const normalise = (name: string, bottom: string) =>
  layer(name, 'LRN', bottom, {
    lrn_param: { local_size: 3, alpha: 0.00005, beta: 0.75, norm_region: 'WITHIN_CHANNEL' },
  })

/** Caffe's full CIFAR-10 network, with xavier fillers: one fully connected layer, whose weights decay strongly. */
export const cifarFull = network(
  'CIFAR-10 full',
  transform,
  convolution('conv1', 'data', window(32), learning),
  pooling('pool1', 'conv1', 'MAX', halve),
  inPlace('relu1', 'ReLU', 'pool1'),
  normalise('norm1', 'pool1'),
  convolution('conv2', 'norm1', window(32), learning),
  inPlace('relu2', 'ReLU', 'conv2'),
  pooling('pool2', 'conv2', 'AVE', halve),
  normalise('norm2', 'pool2'),
  convolution('conv3', 'norm2', window(64), { weight_filler: xavier, bias_filler: zero }),
  inPlace('relu3', 'ReLU', 'conv3'),
  pooling('pool3', 'conv3', 'AVE', halve),
  innerProduct('ip1', 'pool3', undefined, {
    param: [
      { lr_mult: 1, decay_mult: 250 },
      { lr_mult: 1, decay_mult: 0 },
    ],
    weight_filler: xavier,
    bias_filler: constant(0),
  }),
  ending('ip1'),
)
