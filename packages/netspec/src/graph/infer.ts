import { type FaultList, LayerFault } from '../faults.ts'
import { type Attributes, elements, LayerScope, type ParameterForm, range, type Shape } from '../layer.ts'
import { limits } from '../limits.ts'
import type { LayerText, Phase } from './network.ts'
import { dataBlob, labelBlob, type Op, type PhaseGraph } from './resolve.ts'

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

export interface InferOptions {
  readonly classes: number
  readonly input: { readonly channels: number; readonly height: number; readonly width: number }
}

/** Shapes, parameters and costs of one phase. What hangs below a faulty layer is left out, without faults of its own. */
export function infer(graph: PhaseGraph, { classes, input }: InferOptions, faults: FaultList): InferredGraph {
  const shapes = new Map<string, Shape>([
    [dataBlob, [input.channels, input.height, input.width]],
    [labelBlob, []],
  ])
  const ops: InferredOp[] = []
  for (const op of graph.ops) {
    const inferred = inferOp(op, shapes, classes, faults, input)
    if (inferred === undefined) continue
    ops.push(inferred)
    for (const [i, top] of op.tops.entries()) shapes.set(top, inferred.shapes[i] ?? [])
  }
  return { phase: graph.phase, ops, shapes }
}

function inferOp(
  { layer, bottoms, tops }: Op,
  known: Map<string, Shape>,
  classes: number,
  faults: FaultList,
  image: InferOptions['input'],
): InferredOp | undefined {
  const { type, name, at } = layer
  const inputs = bottoms.map(bottom => (bottom === undefined ? undefined : known.get(bottom)))
  if (type === undefined || !inputs.every(shape => shape !== undefined)) return undefined
  if (!fits(layer.bottoms.length, type.bottoms) || !fits(tops.length, type.tops ?? 1)) return undefined
  const labels = bottoms.map(bottom => bottom === labelBlob)
  const scope = new LayerScope(name, classes, tops.length, labels, (code, message, remedy) =>
    faults.warn(at, { code, layer: name, message, remedy }),
  )
  try {
    const attributes = type.attributes?.(layer.fields, inputs, scope) ?? {}
    const shapes = type.shapes(inputs, attributes, scope, layer.fields).slice(0, tops.length)
    const parameters = type.parameters?.(inputs, attributes, layer.fields) ?? []
    for (const shape of [...shapes, ...parameters.map(parameter => parameter.shape)]) {
      if (elements(shape) > limits.elements)
        scope.fail(
          'too-large',
          `${name} needs ${elements(shape).toExponential(1)} numbers in one array; no machine has the memory.`,
          'Make it smaller.',
        )
    }
    for (const { role, shape, filler } of parameters) {
      if (filler?.type !== 'bilinear' || (shape.length === 4 && shape[2] === shape[3])) continue
      scope.fail(
        'wrong-value',
        `${name} fills its ${role} with the filler bilinear, which is for filters of equal sides.`,
        'Use xavier, or give the kernel equal sides.',
      )
    }
    const flops = type.flops?.(inputs, shapes, attributes) ?? 0
    return { layer, bottoms: bottoms as string[], tops, inputs, shapes, attributes, parameters, flops }
  } catch (error) {
    if (!(error instanceof LayerFault)) throw error
    faults.error(
      at,
      error.fault.code === 'kernel-too-large' ? doesNotFit(error.fault, image) : { ...error.fault, layer: name },
    )
    return undefined
  }
}

/** A wrong count is a fault already told; rules need not expect it. */
function fits(count: number, allowed: number | readonly [number, number]): boolean {
  const [least, most] = range(allowed)
  return count >= least && count <= most
}

function doesNotFit(
  { code, message, layer }: LayerFault['fault'],
  { height, width }: InferOptions['input'],
): LayerFault['fault'] {
  return {
    code,
    layer,
    message: `The network does not fit images of ${width}×${height}: ${message}`,
    remedy: 'Use a dataset of larger images, or a network with fewer or smaller poolings, strides and kernels.',
  }
}
