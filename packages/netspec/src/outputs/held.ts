import { type Attributes, elements, type Shape } from '../layer.ts'

/** What the worker's PyTorch keeps of a layer between its forward and its backward pass, beside its parameters. */
export interface Held {
  readonly bottoms: boolean
  readonly tops: boolean
  /** Numbers of an image in arrays of its own, such as the mask of a Dropout. */
  readonly more: number
  /** Numbers of an image that it needs only while it computes. */
  readonly passing: number
  /** Its tops, and in return the gradients of its bottoms, are the same memory as those on its other side. */
  readonly isView: boolean
}

interface Op {
  readonly type: string
  readonly attributes: Attributes
  readonly inputs: readonly Shape[]
  readonly shapes: readonly Shape[]
}

const nothing: Held = { bottoms: false, tops: false, more: 0, passing: 0, isView: false }
const bottoms: Held = { ...nothing, bottoms: true }
const tops: Held = { ...nothing, tops: true }
const view: Held = { ...nothing, isView: true }

/** The layers whose need is known by more than the rule for all others: bottoms and tops are kept. */
const known: Readonly<Record<string, (op: Op) => Held>> = {
  Accuracy: () => nothing,
  BatchNorm: () => bottoms,
  Bias: () => nothing,
  Concat: () => nothing,
  Convolution: () => bottoms,
  Crop: () => view,
  Deconvolution: () => bottoms,
  Dropout: op => ({ ...nothing, more: size(op) }),
  Eltwise: ({ attributes }) => (attributes['operation'] === 'SUM' ? nothing : bottoms),
  Flatten: op => (isMap(op) ? nothing : view),
  // In channels-last memory the values of a map are copied into the order C, H, W.
  InnerProduct: op => (isMap(op) ? { ...nothing, more: size(op) } : bottoms),
  LRN: op =>
    op.attributes['norm_region'] === 'WITHIN_CHANNEL'
      ? { ...bottoms, more: 3 * size(op), passing: 2 * size(op) }
      : { ...bottoms, more: 2 * size(op), passing: 4 * size(op) },
  Pooling: ({ attributes, shapes: [output = []] }) => {
    const isMax = attributes['pool'] === 'MAX'
    if (attributes['global_pooling'] === true) return isMax ? { ...bottoms, tops: true } : nothing
    // Of each largest value its place is kept, in 64 bits.
    return isMax ? { ...bottoms, more: 2 * elements(output) } : bottoms
  },
  ReLU: () => tops,
  Scale: op => ({ ...bottoms, passing: size(op) }),
  Sigmoid: () => tops,
  Silence: () => nothing,
  Slice: () => view,
  Softmax: () => tops,
  Split: () => view,
  TanH: () => tops,
}

export function heldBy(op: Op): Held {
  return known[op.type]?.(op) ?? { ...bottoms, tops: true }
}

function size({ inputs }: Op): number {
  return elements(inputs[0] ?? [])
}

function isMap({ inputs: [input = []] }: Op): boolean {
  const [channels = 1, ...sides] = input
  return channels > 1 && elements(sides) > 1
}
