import {
  convolution,
  ending,
  innerProduct,
  inPlace,
  type Learning,
  network,
  pooling,
  quickBias,
  xavier,
  zero,
} from './layers.ts'

const learning: Learning = { param: quickBias, weight_filler: xavier, bias_filler: zero }
const halve = { kernel_size: 2, stride: 2 }

/** LeCun et al., Gradient-based learning applied to document recognition (1998), as Caffe and DIGITS have it: with a
 * ReLU, and scaled to inputs between about −1.6 and 1.6. */
export const lenet = network(
  'LeNet',
  { scale: 0.0125 },
  convolution('conv1', 'data', { num_output: 20, kernel_size: 5 }, learning),
  pooling('pool1', 'conv1', 'MAX', halve),
  convolution('conv2', 'pool1', { num_output: 50, kernel_size: 5 }, learning),
  pooling('pool2', 'conv2', 'MAX', halve),
  innerProduct('ip1', 'pool2', 500, learning),
  inPlace('relu1', 'ReLU', 'ip1'),
  innerProduct('ip2', 'ip1', undefined, learning),
  ending('ip2'),
)
