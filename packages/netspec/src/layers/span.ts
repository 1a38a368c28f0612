import type { LayerScope, OnnxScope, Shape } from '../layer.ts'
import { imageAxis, show } from './common.ts'

/** The axes along which values are laid on a blob: `num_axes` of them from `axis` on, the batch being axis 0. */
export interface Span {
  readonly axis: number
  readonly num_axes: number
}

/** Where a Scale or a Bias lays its learnt values, or its second bottom, which holds some for each image. */
export function spanOf({ axis, num_axes }: Span, [input = [], given]: readonly Shape[], scope: LayerScope): Span {
  if (given === undefined) {
    const first = imageAxis(axis, input, scope)
    const count = num_axes === -1 ? input.length - first : num_axes
    if (first + count > input.length)
      scope.fail(
        'wrong-axis',
        `${scope.name} spans ${count} axes from axis ${axis}, but gets ${show(input)}.`,
        'Use a smaller num_axes.',
      )
    return { axis: first + 1, num_axes: count }
  }
  if (axis !== 0 && axis !== -input.length - 1) {
    scope.fail(
      'wrong-axis',
      `${scope.name} lays its second bottom on its first from axis ${axis} on, but both begin with the images of the batch.`,
      'Write axis: 0.',
    )
  }
  if (given.length > input.length || given.some((side, i) => side !== input[i])) {
    scope.fail(
      'shape-mismatch',
      `${scope.name} cannot lay ${show(given)} on ${show(input)}: the first sides must be equal.`,
      'Give the second bottom as many channels as the first.',
    )
  }
  return { axis: 0, num_axes: given.length + 1 }
}

/** Gives laid values the axes that follow them, so that they spread over these. */
export function laid({ inputShapes, node, constant }: OnnxScope, values: string, { axis, num_axes }: Span): string {
  const rank = (inputShapes[0]?.length ?? 0) + 1
  const trailing = Array.from({ length: rank - axis - num_axes }, (_, i) => num_axes + i)
  return trailing.length === 0 ? values : node('Unsqueeze', [values, constant({ ints: trailing })])
}
