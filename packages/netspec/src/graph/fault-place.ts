import type { FaultText } from '../faults.ts'
import type { Field, Position } from '../text/tree.ts'
import type { InferredOp } from './infer.ts'
import type { LayerText } from './network.ts'
import type { Op } from './resolve.ts'

/** The fields that a fault of a layer's rule is about, most telling first. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  group: ['group'],
  'kernel-too-large': ['kernel_size', 'kernel_h', 'kernel_w'],
  'pad-too-large': ['pad', 'pad_h', 'pad_w'],
  'wrong-axis': ['num_axes', 'axis', 'end_axis', 'concat_dim', 'slice_dim'],
  'top-k': ['top_k'],
  'empty-window': ['stride', 'stride_h', 'stride_w'],
  'batch-statistics': ['use_global_stats'],
}

interface Place {
  readonly layer: LayerText
  readonly at: Position
}

/** Where a fault of a layer's rule stands: at the field that it is about, where the text has it, else at the layer. */
export function placeOf(
  { code, message }: FaultText,
  { layer, bottoms }: Op,
  makers: ReadonlyMap<string, InferredOp>,
): Place {
  if (code === 'class-count') return outputPlace(bottoms[0] ?? '', makers) ?? { layer, at: layer.at }
  // The sentence about a wrong value names its field.
  const names = code === 'wrong-value' ? message.split(/[^a-z0-9_]+/) : (fieldsOf[code] ?? [])
  return { layer, at: fieldPlace(layer, names) ?? layer.at }
}

/** A wrong number of scores is wrong where the text writes that number. */
export function outputPlace(blob: string, makers: ReadonlyMap<string, InferredOp>): Place | undefined {
  let name = blob
  for (let op = makers.get(name); op !== undefined; op = makers.get(name)) {
    const at = fieldPlace(op.layer, ['num_output'])
    if (at !== undefined) return { layer: op.layer, at }
    // Only through layers that keep the number of their channels.
    if (op.bottoms.length !== 1 || op.inputs[0]?.[0] !== op.shapes[0]?.[0]) return undefined
    name = op.bottoms[0] ?? ''
  }
  return undefined
}

export function fieldPlace({ source, type }: LayerText, names: readonly string[]): Position | undefined {
  const isOwn = (name: string) => name === type?.message || Object.hasOwn(type?.elsewhere ?? {}, name)
  const own: Field[] = source.fields.flatMap(({ name, value }) =>
    isOwn(name) && value.kind === 'message' ? value.fields : [],
  )
  for (const name of names) {
    const field = own.findLast(field => field.name === name)
    if (field !== undefined) return field.at
  }
  return undefined
}

/** Where the text gives the multipliers of a layer's parameter. */
export function paramPlace({ source }: LayerText, index: number): Position | undefined {
  return source.fields.filter(({ name }) => name === 'param')[index]?.at
}
