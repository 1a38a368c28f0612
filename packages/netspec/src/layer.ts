import { LayerFault } from './faults.ts'
import type { OnnxValue } from './outputs/onnx-types.ts'
import type { FieldTable, ValuesOf } from './schema/fields.ts'

/** A blob's shape for one image: a picture or map is [C, H, W], scores are [n], a label or a loss is []. */
export type Shape = readonly number[]
export type AttributeValue = number | string | boolean | null | readonly number[] | readonly Filler[]
export type Attributes = Readonly<Record<string, AttributeValue>>

/** How a parameter gets its first values; fields named as in caffe.proto, only those its type reads. */
export interface Filler {
  readonly type: string
  readonly value?: number
  readonly min?: number
  readonly max?: number
  readonly mean?: number
  readonly std?: number
  readonly sparse?: number
  readonly variance_norm?: string
}

export interface ParameterForm {
  readonly role: string
  readonly shape: Shape
  /** Undefined: the text names none, so Caffe's rule holds and it is all zeros. */
  readonly filler: Filler | undefined
  /** True where zeros would keep the layer from ever learning. */
  readonly needsFiller?: boolean
  /** A statistic that the layer keeps itself: no gradient, no decay. */
  readonly isStatistic?: boolean
}

/** What a layer's rules may ask and say. `fail` ends the rule; the rest of the network is still checked. */
export class LayerScope {
  constructor(
    readonly name: string,
    readonly classes: number,
    /** How many tops the text names. */
    readonly tops: number,
    private readonly labels: readonly boolean[],
    private readonly warning: (code: string, message: string, remedy?: string) => void,
  ) {}

  /** Whether a bottom is the dataset's label: the number of its class, one an image. */
  isLabel(bottom: number): boolean {
    return this.labels[bottom] === true
  }

  fail(code: string, message: string, remedy?: string): never {
    throw new LayerFault({ code, message, remedy, layer: this.name })
  }

  warn(code: string, message: string, remedy?: string): void {
    this.warning(code, message, remedy)
  }
}

/** One operation being written as ONNX nodes; every method returns the name of what it made. */
export interface OnnxScope<A extends Attributes = Attributes> {
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly inputShapes: readonly Shape[]
  readonly outputShapes: readonly Shape[]
  readonly attributes: A
  /** Initialiser names in the order of the layer's `parameters`. */
  readonly parameters: readonly string[]
  /** Adds a node and returns its first result; without `output` that gets a name of its own. */
  node(
    opType: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, OnnxValue>>,
    output?: string | readonly [string, string],
  ): string
  /** A list of one or more. A protobuf codec may leave a single zero out, which a runtime refuses; a list always holds it. */
  constant(value: { ints: readonly number[] } | { floats: readonly number[] }): string
}

export type LayerKind = 'input' | 'loss' | 'metric' | 'probabilities'

/** One layer type as data. Its fields are those of its own message in caffe.proto. */
export interface LayerForm<F extends FieldTable, A extends Attributes> {
  readonly type: string
  /** Name of its message in the text, such as `convolution_param`. */
  readonly message?: string
  readonly fields?: F
  /** Fields that stand in a message beside its own: the axis of a SoftmaxWithLoss in `softmax_param`. */
  readonly elsewhere?: Readonly<Record<string, readonly (keyof F & string)[]>>
  /** What it is to the network beyond a function of its bottoms. */
  readonly kind?: LayerKind
  /** A loss whose scores become probabilities by a Softmax when classifying. */
  readonly isSoftmaxLoss?: boolean
  readonly bottoms: number | readonly [number, number]
  readonly tops?: number | readonly [number, number]
  /** Made of nothing, for as many images as there are: it reads `data` for their number alone. */
  readonly followsBatch?: boolean
  /** No gradient passes: what lies below learns nothing through it. */
  readonly blocksGradient?: boolean
  /** Every field with its default, square forms spelt out. */
  attributes?(fields: ValuesOf<F>, inputs: readonly Shape[], scope: LayerScope): A
  shapes(inputs: readonly Shape[], attributes: A, scope: LayerScope, fields: ValuesOf<F>): readonly Shape[]
  parameters?(inputs: readonly Shape[], attributes: A, fields: ValuesOf<F>): readonly ParameterForm[]
  /** Floating-point operations for one image forward; a multiplication and an addition count as two. */
  flops?(inputs: readonly Shape[], outputs: readonly Shape[], attributes: A): number
  onnx?(scope: OnnxScope<A>): void
  /** Why this one cannot classify, though its type has an ONNX form; the end of a sentence after the layer's name. */
  cannotClassify?(attributes: A): string | undefined
}

export type LayerType = LayerForm<FieldTable, Attributes> & { readonly fields: FieldTable }

/** Checks a layer's rules against its own fields, then forgets their types so that all layers fit one table. */
export function defineLayer<const F extends FieldTable, A extends Attributes>(form: LayerForm<F, A>): LayerType {
  return { fields: {}, ...form } as unknown as LayerType
}

export function elements(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1)
}

export function range(count: number | readonly [number, number]): readonly [number, number] {
  return typeof count === 'number' ? [count, count] : count
}
