import { type Attributes, elements, type Shape } from '../layer.ts'

/** What the worker's PyTorch keeps of a layer between its forward and its backward pass, beside its parameters. */
export interface Held {
  readonly bottoms: boolean
  readonly tops: boolean
  /** Arrays of its own and the numbers in each for an image, such as the mask of a Dropout. */
  readonly more: Arrays
  /** Arrays that it needs only while it computes. */
  readonly passing: Arrays
  /** Its tops, and in return the gradients of its bottoms, are the same memory as those on its other side. */
  readonly isView: boolean
}

export interface Arrays {
  readonly pieces: number
  readonly size: number
}

interface Op {
  readonly type: string
  readonly attributes: Attributes
  readonly inputs: readonly Shape[]
  readonly shapes: readonly Shape[]
}

const none: Arrays = { pieces: 0, size: 0 }
const nothing: Held = { bottoms: false, tops: false, more: none, passing: none, isView: false }
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
  Dropout: op => ({ ...nothing, more: arrays(1, op) }),
  Eltwise: ({ attributes }) => (attributes['operation'] === 'SUM' ? nothing : bottoms),
  Flatten: op => (isMap(op) ? nothing : view),
  // In channels-last memory the values of a map are copied into the order C, H, W.
  InnerProduct: op => (isMap(op) ? { ...nothing, more: arrays(1, op) } : bottoms),
  LRN: op =>
    op.attributes['norm_region'] === 'WITHIN_CHANNEL'
      ? { ...bottoms, more: arrays(3, op), passing: arrays(5, op) }
      : { ...bottoms, more: arrays(2, op), passing: arrays(4, op) },
  Pooling: ({ attributes, shapes: [output = []] }) => {
    const isMax = attributes['pool'] === 'MAX'
    if (attributes['global_pooling'] === true) return isMax ? { ...bottoms, tops: true } : nothing
    // Of each largest value its place is kept, in 64 bits.
    return isMax ? { ...bottoms, more: { pieces: 1, size: 2 * elements(output) } } : bottoms
  },
  ReLU: () => tops,
  Scale: op => ({ ...bottoms, passing: arrays(1, op) }),
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

/** So many of the size of the first bottom. */
function arrays(pieces: number, { inputs }: Op): Arrays {
  return { pieces, size: elements(inputs[0] ?? []) }
}

function isMap({ inputs: [input = []] }: Op): boolean {
  const [channels = 1, ...sides] = input
  return channels > 1 && elements(sides) > 1
}
