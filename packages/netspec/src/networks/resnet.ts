import { convolution, ending, innerProduct, inPlace, layer, msra, network, pooling, zero } from './layers.ts'
import type { Fields } from './prototxt.ts'

/**
 * A convolution without bias, normalised by the batch, scaled and shifted. What is gathered for classifying forgets ten
 * times quicker than Caffe's 0.999 would, whose thousand iterations are many epochs of a small dataset.
 */
function normalised(part: string, bottom: string, window: Fields): string[] {
  const name = part === 'conv1' ? part : `res${part}`
  const suffix = part === 'conv1' ? `_${part}` : part
  return [
    convolution(name, bottom, window, { weight_filler: msra }),
    inPlace(`bn${suffix}`, 'BatchNorm', name, { batch_norm_param: { moving_average_fraction: 0.9 } }),
    inPlace(`scale${suffix}`, 'Scale', name, { scale_param: { bias_term: true } }),
  ]
}

interface Block {
  readonly part: string
  readonly bottom: string
  /** Channels inside the block. */
  readonly filters: number
  readonly stride: number
  /** Whether the shortcut needs a convolution to take the shape of the sum. */
  readonly isWidening: boolean
}

/** The branch of a block beside its shortcut: its convolutions, each but the last with a ReLU. */
type Branch = (block: Block) => readonly Fields[]

const square = { pad: 1, kernel_size: 3 }
const point = { kernel_size: 1 }

const basic: Branch = ({ filters, stride }) => [
  { num_output: filters, ...square, stride },
  { num_output: filters, ...square },
]

const bottleneck: Branch = ({ filters, stride }) => [
  { num_output: filters, ...point, stride },
  { num_output: filters, ...square },
  { num_output: 4 * filters, ...point },
]

function residual(block: Block, branch: Branch): string[] {
  const { part, bottom, stride, isWidening } = block
  const windows = branch(block)
  const step = (i: number) => `${part}_branch2${'abc'[i]}`
  const steps = windows.flatMap((window, i) => [
    ...normalised(step(i), i === 0 ? bottom : `res${step(i - 1)}`, window),
    ...(i < windows.length - 1 ? [inPlace(`res${step(i)}_relu`, 'ReLU', `res${step(i)}`)] : []),
  ])
  const outputs = windows.at(-1)?.['num_output'] ?? block.filters
  const shortcut = isWidening ? normalised(`${part}_branch1`, bottom, { num_output: outputs, ...point, stride }) : []
  return [
    ...shortcut,
    ...steps,
    layer(`res${part}`, 'Eltwise', [isWidening ? `res${part}_branch1` : bottom, `res${step(windows.length - 1)}`]),
    inPlace(`res${part}_relu`, 'ReLU', `res${part}`),
  ]
}

/** Four stages of blocks; each stage after the first halves the map in its first block. `widens`: also the first changes the width. */
function stages(depths: readonly number[], branch: Branch, widensFirst: boolean): { text: string[]; top: string } {
  const text: string[] = []
  let bottom = 'pool1'
  for (const [s, depth] of depths.entries()) {
    for (let i = 0; i < depth; i += 1) {
      const part = `${s + 2}${'abcdef'[i]}`
      const isWidening = i === 0 && (s > 0 || widensFirst)
      text.push(
        ...residual({ part, bottom, filters: 64 * 2 ** s, stride: i === 0 && s > 0 ? 2 : 1, isWidening }, branch),
      )
      bottom = `res${part}`
    }
  }
  return { text, top: bottom }
}

function resnet(name: string, depths: readonly number[], branch: Branch, widensFirst: boolean): string {
  const { text, top } = stages(depths, branch, widensFirst)
  return network(
    name,
    { mirror: true, crop_size: 224, scale: 0.017 },
    normalised('conv1', 'data', { num_output: 64, pad: 3, kernel_size: 7, stride: 2 }),
    inPlace('conv1_relu', 'ReLU', 'conv1'),
    pooling('pool1', 'conv1', 'MAX', { kernel_size: 3, stride: 2 }),
    text,
    pooling('pool5', top, 'AVE', { global_pooling: true }),
    innerProduct('fc', 'pool5', undefined, { weight_filler: msra, bias_filler: zero }),
    ending('fc'),
  )
}

/** He et al., Deep residual learning for image recognition (2015), with the names of its authors' Caffe files. */
export const resnet18 = resnet('ResNet-18', [2, 2, 2, 2], basic, false)
export const resnet50 = resnet('ResNet-50', [3, 4, 6, 3], bottleneck, true)
