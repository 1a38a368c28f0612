import { type FaultList, LayerFault } from '../faults.ts'
import { type Attributes, elements, LayerScope, type ParameterForm, range, type Shape } from '../layer.ts'
import { limits } from '../limits.ts'
import { placeOf } from './fault-place.ts'
import { dataBlob, type ImageSize, labelBlob } from './inputs.ts'
import type { LayerText, Phase } from './network.ts'
import type { Op, PhaseGraph } from './resolve.ts'

/** An operation whose shapes are known. */
export interface InferredOp {
  readonly layer: LayerText
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  readonly inputs: readonly Shape[]
  readonly shapes: readonly Shape[]
  readonly attributes: Attributes
  readonly parameters: readonly ParameterForm[]
  readonly flops: number
}

export interface InferredGraph {
  readonly phase: Phase
  readonly ops: readonly InferredOp[]
  readonly shapes: ReadonlyMap<string, Shape>
}

/**
 * Shapes, parameters and costs of a network's phases. What hangs below a faulty layer is left out, without faults of its
 * own. Phases mostly agree, so an operation that reads and makes the same as in an earlier phase is that very object.
 */
export class Inference {
  private readonly known = new Map<LayerText, { readonly op: Op; readonly inferred: InferredOp }[]>()

  constructor(
    private readonly classes: number,
    private readonly faults: FaultList,
    /** Layers that are known to be wrong. */
    private readonly skipped: ReadonlySet<LayerText> = new Set(),
  ) {}

  infer({ phase, ops: texts }: PhaseGraph, input: ImageSize): InferredGraph {
    const shapes = new Map<string, Shape>([
      [dataBlob, [input.channels, input.height, input.width]],
      [labelBlob, []],
    ])
    const makers = new Map<string, InferredOp>()
    const ops: InferredOp[] = []
    for (const op of texts) {
      const inputs = this.skipped.has(op.layer) ? undefined : shapesOf(op, shapes)
      if (inputs === undefined) continue
      const inferred = this.recall(op, inputs) ?? this.inferOp(op, inputs, makers, input)
      if (inferred === undefined) continue
      ops.push(inferred)
      for (const [i, top] of op.tops.entries()) {
        shapes.set(top, inferred.shapes[i] ?? [])
        makers.set(top, inferred)
      }
    }
    return { phase, ops, shapes }
  }

  private recall(op: Op, inputs: readonly Shape[]): InferredOp | undefined {
    return this.known
      .get(op.layer)
      ?.find(
        ({ op: twin, inferred }) =>
          isSame(op.bottoms, twin.bottoms) &&
          isSame(op.tops, twin.tops) &&
          inferred.inputs.every((shape, i) => isSame(shape, inputs[i] ?? [])),
      )?.inferred
  }

  private inferOp(
    op: Op,
    inputs: readonly Shape[],
    makers: ReadonlyMap<string, InferredOp>,
    image: ImageSize,
  ): InferredOp | undefined {
    const { layer, bottoms, tops } = op
    const { type, name } = layer
    // A wrong count is a fault already told; rules need not expect it.
    if (type === undefined || !fits(layer.bottoms.length, type.bottoms) || !fits(tops.length, type.tops ?? 1))
      return undefined
    const labels = bottoms.map(bottom => bottom === labelBlob)
    const scope = new LayerScope(name, this.classes, tops.length, labels, (code, message, remedy) => {
      const fault = { code, layer: name, message, remedy }
      this.faults.warn(placeOf(fault, op, makers).at, fault)
    })
    try {
      const attributes = type.attributes?.(layer.fields, inputs, scope) ?? {}
      const shapes = type.shapes(inputs, attributes, scope, layer.fields).slice(0, tops.length)
      const parameters = type.parameters?.(inputs, attributes, layer.fields) ?? []
      for (const shape of shapes) checkSize(shape, scope)
      for (const parameter of parameters) checkParameter(parameter, scope)
      const flops = type.flops?.(inputs, shapes, attributes) ?? 0
      const inferred = { layer, bottoms: bottoms as string[], tops, inputs, shapes, attributes, parameters, flops }
      const twins = this.known.get(layer)
      if (twins === undefined) this.known.set(layer, [{ op, inferred }])
      else twins.push({ op, inferred })
      return inferred
    } catch (error) {
      if (!(error instanceof LayerFault)) throw error
      const place = placeOf(error.fault, op, makers)
      const fault = { ...error.fault, layer: place.layer.name }
      this.faults.error(place.at, fault.code === 'kernel-too-large' ? doesNotFit(fault, image) : fault)
      return undefined
    }
  }
}

function shapesOf({ bottoms }: Op, known: ReadonlyMap<string, Shape>): Shape[] | undefined {
  const shapes: Shape[] = []
  for (const bottom of bottoms) {
    const shape = bottom === undefined ? undefined : known.get(bottom)
    if (shape === undefined) return undefined
    shapes.push(shape)
  }
  return shapes
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]))
}

function checkSize(shape: Shape, scope: LayerScope): void {
  if (elements(shape) <= limits.elements) return
  scope.fail(
    'too-large',
    `${scope.name} needs ${elements(shape).toExponential(1)} numbers in one array; no machine has the memory.`,
    'Make it smaller.',
  )
}

function checkParameter({ role, shape, filler }: ParameterForm, scope: LayerScope): void {
  checkSize(shape, scope)
  if (filler?.type !== 'bilinear' || (shape.length === 4 && shape[2] === shape[3])) return
  scope.fail(
    'wrong-value',
    `${scope.name} fills its ${role} with the filler bilinear, which is for filters of equal sides.`,
    'Use xavier, or give the kernel equal sides.',
  )
}

function fits(count: number, allowed: number | readonly [number, number]): boolean {
  const [least, most] = range(allowed)
  return count >= least && count <= most
}

function doesNotFit({ code, message, layer }: LayerFault['fault'], { height, width }: ImageSize): LayerFault['fault'] {
  return {
    code,
    layer,
    message: `The network does not fit images of ${width}×${height}: ${message}`,
    remedy: 'Use a dataset of larger images, or a network with fewer or smaller poolings, strides and kernels.',
  }
}
