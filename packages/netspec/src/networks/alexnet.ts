import {
  classic,
  constant,
  convolution,
  ending,
  gaussian,
  innerProduct,
  inPlace,
  layer,
  network,
  pooling,
} from './layers.ts'
import type { Fields } from './prototxt.ts'

const learning = (std: number, bias: number) => ({
  param: classic,
  weight_filler: gaussian(std),
  bias_filler: constant(bias),
})

const convolved = (n: number, bottom: string, window: Fields, bias: number) => [
  convolution(`conv${n}`, bottom, window, learning(0.01, bias)),
  inPlace(`relu${n}`, 'ReLU', `conv${n}`),
]

const pooled = (n: number, bottom: string) => pooling(`pool${n}`, bottom, 'MAX', { kernel_size: 3, stride: 2 })
const normalised = (n: number, bottom: string) =>
  layer(`norm${n}`, 'LRN', bottom, { lrn_param: { local_size: 5, alpha: 0.0001, beta: 0.75 } })

const connected = (n: number, bottom: string, bias: number) => [
  innerProduct(`fc${n}`, bottom, 4096, learning(0.005, bias)),
  inPlace(`relu${n}`, 'ReLU', `fc${n}`),
  inPlace(`drop${n}`, 'Dropout', `fc${n}`, { dropout_param: { dropout_ratio: 0.5 } }),
]

type Reduce = (n: number, bottom: string) => readonly [text: string[], top: string]

/** Five convolutions and three fully connected layers; the networks differ in how a map is reduced, and in a bias. */
function fiveAndThree(name: string, reduce: Reduce, bias: number): string {
  const [first, firstTop] = reduce(1, 'conv1')
  const [second, secondTop] = reduce(2, 'conv2')
  return network(
    name,
    { mirror: true, crop_size: 227 },
    convolved(1, 'data', { num_output: 96, kernel_size: 11, stride: 4 }, 0),
    first,
    convolved(2, firstTop, { num_output: 256, pad: 2, kernel_size: 5, group: 2 }, bias),
    second,
    convolved(3, secondTop, { num_output: 384, pad: 1, kernel_size: 3 }, 0),
    convolved(4, 'conv3', { num_output: 384, pad: 1, kernel_size: 3, group: 2 }, bias),
    convolved(5, 'conv4', { num_output: 256, pad: 1, kernel_size: 3, group: 2 }, bias),
    pooled(5, 'conv5'),
    connected(6, 'pool5', bias),
    connected(7, 'fc6', bias),
    innerProduct('fc8', 'fc7', undefined, learning(0.01, 0)),
    ending('fc8'),
  )
}

/** Krizhevsky et al., ImageNet classification with deep convolutional neural networks (2012), in Caffe's form. */
export const alexnet = fiveAndThree(
  'AlexNet',
  (n, bottom) => [[normalised(n, bottom), pooled(n, `norm${n}`)], `pool${n}`],
  0.1,
)

/** Caffe's variant of it for one GPU: pooling comes before normalising, and biases start at 1. */
export const caffenet = fiveAndThree(
  'CaffeNet',
  (n, bottom) => [[pooled(n, bottom), normalised(n, `pool${n}`)], `norm${n}`],
  1,
)
