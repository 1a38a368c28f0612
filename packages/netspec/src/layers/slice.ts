import { defineLayer } from '../layer.ts'
import { int, ints } from '../schema/fields.ts'
import { imageAxis, show } from './common.ts'
import { part } from './part.ts'

/** Cuts a blob along an axis, at the points given or into equal parts. */
export const slice = defineLayer({
  type: 'Slice',
  message: 'slice_param',
  fields: { axis: int(), slice_dim: int({ min: 0 }), slice_point: ints({ min: 1 }) },
  bottoms: 1,
  tops: [1, 1_000],
  attributes({ axis: given, slice_dim, slice_point }, [input = []], scope) {
    const axis = imageAxis(given ?? slice_dim ?? 1, input, scope)
    const side = input[axis] ?? 0
    const { name, tops } = scope
    if (slice_point.length === 0) {
      if (side % tops !== 0)
        scope.fail(
          'shape-mismatch',
          `${name} cannot cut the ${side} of axis ${axis + 1} in ${show(input)} into ${tops} equal parts.`,
          'Give slice_point for each cut.',
        )
      return { axis: axis + 1, slice_point: Array.from({ length: tops - 1 }, (_, i) => ((i + 1) * side) / tops) }
    }
    if (slice_point.length !== tops - 1)
      scope.fail(
        'wrong-value',
        `${name} has ${slice_point.length} values of slice_point for ${tops} tops.`,
        'Give one less than there are tops.',
      )
    if (slice_point.some((point, i) => point <= (slice_point[i - 1] ?? 0) || point >= side))
      scope.fail(
        'wrong-value',
        `${name} cuts at ${slice_point.join(', ')}, but the points must rise and lie within the ${side} of axis ${axis + 1}.`,
        `Use points from 1 to ${side - 1}.`,
      )
    return { axis: axis + 1, slice_point }
  },
  shapes: ([input = []], { axis, slice_point }) =>
    parts(slice_point, input[axis - 1] ?? 0).map(({ start, end }) =>
      input.map((side, i) => (i === axis - 1 ? end - start : side)),
    ),
  onnx(scope) {
    const { inputs, outputs, inputShapes, attributes: a } = scope
    for (const [i, { start, end }] of parts(a.slice_point, inputShapes[0]?.[a.axis - 1] ?? 0).entries())
      part(scope, inputs[0] ?? '', [{ axis: a.axis, start, end }], outputs[i])
  },
})

function parts(points: readonly number[], side: number) {
  return [...points, side].map((end, i) => ({ start: points[i - 1] ?? 0, end }))
}
