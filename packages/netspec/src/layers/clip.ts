import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'
import { each, sameShape } from './elementwise.ts'

/** Keeps values between `min` and `max`, which both must be given. */
export const clip = defineLayer({
  type: 'Clip',
  message: 'clip_param',
  fields: { min: float(), max: float() },
  bottoms: 1,
  attributes({ min, max }, _inputs, scope) {
    if (min === undefined || max === undefined)
      return scope.fail('missing-field', `${scope.name} needs both min and max.`, 'Write clip_param { min: 0 max: 6 }.')
    if (min >= max)
      scope.fail(
        'wrong-value',
        `${scope.name} clips to nothing: its min, ${min}, is not below its max, ${max}.`,
        'Make max larger.',
      )
    return { min, max }
  },
  shapes: sameShape,
  flops: each(2),
  // ONNX's own Clip takes its bounds as scalars, which a list of one is not.
  onnx({ inputs: [input = ''], outputs, attributes: { min, max }, node, constant }) {
    const above = node('Max', [input, constant({ floats: [min] })])
    node('Min', [above, constant({ floats: [max] })], {}, outputs[0])
  },
})
