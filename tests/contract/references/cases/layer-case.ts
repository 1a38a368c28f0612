import { classifier, layer, xavier } from '../../text.js'

/** How the values of `data` are drawn; references/worker.py says what each is good for. */
export type Values = 'normal' | 'integers' | 'positive' | 'wide' | 'binary'

export interface LayerCase {
  /** What it shows, for whoever reads a failure. */
  readonly what: string
  /** Layers from `data` (and `label`) on. A loss from `data` is added, so what they make may lead nowhere. */
  readonly text: string
  readonly input?: readonly [number, number, number]
  readonly batch?: number
  readonly classes?: number
  readonly values?: Values
  /** Its blobs are constant by what the layer does. */
  readonly isConstant?: boolean
  /** Of the largest value; where a float32 cannot reach 1e-5, the case says why. */
  readonly tolerance?: number
  /** Numbers of the differences between Caffe and PyTorch that it shows (items.ts). */
  readonly items?: readonly number[]
}

export type LayerCases = Readonly<Record<string, readonly LayerCase[]>>

export const INPUT = [3, 7, 6] as const
export const BATCH = 4
export const CLASSES = 4

/** Ends in a Softmax of its own: the last one of a text gives the answer, whatever it reads. */
export function networkOf({ text }: LayerCase): string {
  return `name: "case"\n${text}${classifier('data')}${layer('prob', 'Softmax', 'scores', 'include { stage: "deploy" }')}`
}

/** A blob of other channels than data's, of the same size. */
export function maps(name: string, channels: number, bottom = 'data'): string {
  return layer(name, 'Convolution', bottom, `convolution_param { num_output: ${channels} kernel_size: 1 ${xavier} }`)
}

/** A blob N×outputs. */
export function vector(name: string, outputs: number, bottom = 'data'): string {
  return layer(name, 'InnerProduct', bottom, `inner_product_param { num_output: ${outputs} ${xavier} }`)
}

/** One layer that reads `data` and makes `top`. */
export function one(type: string, param = ''): string {
  return layer('top', type, 'data', param)
}
