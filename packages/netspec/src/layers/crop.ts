import { defineLayer } from '../layer.ts'
import { int, ints } from '../schema/fields.ts'
import { show } from './common.ts'
import { part } from './part.ts'

/** Cuts the first bottom to the size of the second from an axis on. */
export const crop = defineLayer({
  type: 'Crop',
  message: 'crop_param',
  fields: { axis: int({ default: 2 }), offset: ints({ min: 0 }) },
  bottoms: 2,
  attributes({ axis: given, offset }, [input = [], like = []], scope) {
    const { name } = scope
    const axis = given < 0 ? given + input.length + 1 : given
    if (input.length !== like.length || axis < 0 || axis > input.length) {
      scope.fail(
        'shape-mismatch',
        `${name} cuts ${show(input)} like ${show(like)} from axis ${given} on, but these do not have the same axes.`,
        'Give both bottoms as many axes, and an axis that they have.',
      )
    }
    const cut = input.length + 1 - axis
    if (offset.length > 1 && offset.length !== cut)
      scope.fail(
        'wrong-value',
        `${name} has ${offset.length} values of offset for ${cut} axes.`,
        'Give one offset, or one for each axis that is cut.',
      )
    const offsets = Array.from({ length: cut }, (_, i) => offset[i] ?? offset[0] ?? 0)
    if (axis === 0 && offsets[0] !== 0)
      scope.fail('wrong-axis', `${name} would leave images of the batch out.`, 'Make axis at least 1.')
    // The batch is never cut.
    const first = Math.max(axis, 1)
    const ours = axis === 0 ? offsets.slice(1) : offsets
    for (const [i, start] of ours.entries()) {
      const [side = 0, wanted = 0] = [input[first - 1 + i], like[first - 1 + i]]
      if (start + wanted > side)
        scope.fail(
          'shape-mismatch',
          `${name} takes ${wanted} from ${start} on along axis ${first + i}, where ${show(input)} has only ${side}.`,
          'Use a smaller offset, or a larger first bottom.',
        )
    }
    return { axis: first, offset: ours }
  },
  shapes: ([input = [], like = []], { axis }) => [[...input.slice(0, axis - 1), ...like.slice(axis - 1)]],
  onnx(scope) {
    const { inputs, outputs, outputShapes, attributes } = scope
    const spans = attributes.offset.map((start, i) => {
      const axis = attributes.axis + i
      return { axis, start, end: start + (outputShapes[0]?.[axis - 1] ?? 0) }
    })
    part(scope, inputs[0] ?? '', spans, outputs[0])
  },
})
