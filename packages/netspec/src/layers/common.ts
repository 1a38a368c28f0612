import type { AttributeValue, Filler, LayerScope, Shape } from '../layer.ts'
import { choice, type FieldForm, float, int, ints, message, messages, type ValuesOf } from '../schema/fields.ts'

const fillerFields = {
  type: choice(['constant', 'gaussian', 'uniform', 'xavier', 'msra', 'positive_unitball', 'bilinear'], 'constant'),
  value: float(0),
  min: float(0),
  max: float(1),
  mean: float(0),
  std: float(1, { min: 0 }),
  sparse: int({ default: -1 }),
  variance_norm: choice(['FAN_IN', 'FAN_OUT', 'AVERAGE'], 'FAN_IN'),
}
export type FillerValues = ValuesOf<typeof fillerFields>

export function filler(): FieldForm<FillerValues | undefined> {
  return message(fillerFields)
}

export function fillers(): FieldForm<readonly FillerValues[]> {
  return messages(fillerFields)
}

/** Keeps of a filler's fields those that its type reads. */
export function toFiller(values: FillerValues | undefined): Filler | undefined {
  if (values === undefined) return undefined
  const { type, value, min, max, mean, std, sparse, variance_norm } = values
  if (type === 'constant') return { type, value }
  if (type === 'uniform') return { type, min, max }
  if (type === 'gaussian') return { type, mean, std, ...(sparse < 0 ? {} : { sparse }) }
  if (type === 'xavier' || type === 'msra') return { type, ...(variance_norm === 'FAN_IN' ? {} : { variance_norm }) }
  return { type }
}

export const zeros: Filler = { type: 'constant', value: 0 }

/** The channels, height and width of a map; anything else does not fit a layer that slides a window. */
export function asMap(shape: Shape, scope: LayerScope): readonly [number, number, number] {
  const [channels, height, width] = shape
  if (shape.length === 3 && channels !== undefined && height !== undefined && width !== undefined)
    return [channels, height, width]
  return scope.fail(
    'shape-mismatch',
    `${scope.name} slides a window over a map of channels × height × width, but gets ${show(shape)}.`,
    'Put it before the first InnerProduct or Flatten.',
  )
}

export function show(shape: Shape): string {
  return shape.length === 0 ? 'one value an image' : shape.length === 1 ? `${shape[0]} values` : shape.join('×')
}

interface Window {
  readonly square: string
  readonly values: readonly number[]
  readonly height: number | undefined
  readonly width: number | undefined
  readonly absent?: number
}

/** Spells a square field out: `_h` and `_w` win over the square form, which holds one value or one an axis. */
export function pair({ square, values, height, width, absent }: Window, scope: LayerScope): readonly [number, number] {
  if ((height === undefined) !== (width === undefined) && values.length === 0 && absent === undefined) {
    scope.fail('wrong-value', `${scope.name} gives one side of ${square} and not the other.`, 'Give both _h and _w.')
  }
  if (values.length > 2)
    scope.fail('wrong-value', `${scope.name} has ${values.length} values of ${square}; a map has two sides.`)
  const first = height ?? values[0] ?? absent
  const second = width ?? values[1] ?? values[0] ?? absent
  if (first === undefined || second === undefined) {
    return scope.fail('missing-field', `${scope.name} has no ${square}.`, `Add ${square}: with the side of the window.`)
  }
  return [first, second]
}

/** Of a layer that moves a window over a map. */
export const windowFields = {
  kernel_size: ints({ min: 1 }),
  kernel_h: int({ min: 1 }),
  kernel_w: int({ min: 1 }),
  stride: ints({ min: 1 }),
  stride_h: int({ min: 1 }),
  stride_w: int({ min: 1 }),
  pad: ints({ min: 0 }),
  pad_h: int({ min: 0 }),
  pad_w: int({ min: 0 }),
}
type WindowFields = ValuesOf<typeof windowFields>

/** Kernel, stride and pad of a layer that moves a window over a map, spelt out. */
export function windowOf(fields: WindowFields, scope: LayerScope) {
  const { kernel_size, stride, pad } = fields
  const [kernel_h, kernel_w] = pair(
    { square: 'kernel_size', values: kernel_size, height: fields.kernel_h, width: fields.kernel_w },
    scope,
  )
  const [stride_h, stride_w] = pair(
    { square: 'stride', values: stride, height: fields.stride_h, width: fields.stride_w, absent: 1 },
    scope,
  )
  const [pad_h, pad_w] = pair(
    { square: 'pad', values: pad, height: fields.pad_h, width: fields.pad_w, absent: 0 },
    scope,
  )
  return { kernel_h, kernel_w, stride_h, stride_w, pad_h, pad_w }
}

/** Axes count the batch as 0, and from the end when negative. The answer is an index into the shape without N. */
export function imageAxis(axis: number, shape: Shape, scope: LayerScope): number {
  const positive = axis < 0 ? axis + shape.length + 1 : axis
  if (positive >= 1 && positive <= shape.length) return positive - 1
  return scope.fail(
    'wrong-axis',
    `${scope.name} works along axis ${axis}, but gets ${show(shape)}, whose axes are 1 to ${shape.length}.`,
    'Axis 1 is the channels.',
  )
}

export function orNull<T extends AttributeValue>(value: T | undefined): T | null {
  return value ?? null
}

export function tooLarge(scope: LayerScope, kernel: readonly [number, number], map: readonly [number, number]): never {
  return scope.fail(
    'kernel-too-large',
    `${scope.name} needs a window of ${kernel[0]}×${kernel[1]}, but only ${map[0]}×${map[1]} (padding included) of the map is left.`,
  )
}
