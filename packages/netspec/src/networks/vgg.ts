import {
  classic,
  constant,
  convolution,
  ending,
  gaussian,
  innerProduct,
  inPlace,
  msra,
  network,
  pooling,
} from './layers.ts'

const learning = { param: classic, weight_filler: msra, bias_filler: constant(0) }

const connected = (n: number, bottom: string) => [
  innerProduct(`fc${n}`, bottom, 4096, learning),
  inPlace(`relu${n}`, 'ReLU', `fc${n}`),
  inPlace(`drop${n}`, 'Dropout', `fc${n}`, { dropout_param: { dropout_ratio: 0.5 } }),
]

/** Some 3×3 convolutions of one width, then pooling. */
function block(n: number, bottom: string, filters: number, depth: number): string[] {
  const name = (i: number) => (i === 0 ? bottom : `conv${n}_${i}`)
  const layers = Array.from({ length: depth }, (_, i) => [
    convolution(name(i + 1), name(i), { num_output: filters, pad: 1, kernel_size: 3 }, learning),
    inPlace(`relu${n}_${i + 1}`, 'ReLU', name(i + 1)),
  ])
  return [...layers.flat(), pooling(`pool${n}`, name(depth), 'MAX', { kernel_size: 2, stride: 2 })]
}

/**
 * Simonyan and Zisserman, Very deep convolutional networks (2014), configuration D. The paper starts it from a trained
 * smaller network; with msra fillers and inputs of about unit variance it learns from scratch.
 */
export const vgg16 = network(
  'VGG-16',
  { mirror: true, crop_size: 224, scale: 0.017 },
  block(1, 'data', 64, 2),
  block(2, 'pool1', 128, 2),
  block(3, 'pool2', 256, 3),
  block(4, 'pool3', 512, 3),
  block(5, 'pool4', 512, 3),
  connected(6, 'pool5'),
  connected(7, 'fc6'),
  innerProduct('fc8', 'fc7', undefined, { ...learning, weight_filler: gaussian(0.01) }),
  ending('fc8'),
)
