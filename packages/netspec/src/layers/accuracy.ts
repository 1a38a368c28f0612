import { defineLayer } from '../layer.ts'
import { int } from '../schema/fields.ts'
import { imageAxis, orNull } from './common.ts'
import { checkScores } from './scores.ts'

export const accuracy = defineLayer({
  type: 'Accuracy',
  message: 'accuracy_param',
  fields: { top_k: int({ default: 1, min: 1 }), axis: int({ default: 1 }), ignore_label: int() },
  kind: 'metric',
  bottoms: 2,
  tops: [1, 2],
  attributes: ({ top_k, axis, ignore_label }, [scores = []], scope) => ({
    top_k,
    axis: scores.length === 0 ? 1 : imageAxis(axis, scores, scope) + 1,
    ignore_label: orNull(ignore_label),
  }),
  shapes(inputs, { top_k, axis }, scope) {
    const classes = checkScores(inputs, axis - 1, scope)[axis - 1] ?? 1
    if (top_k > classes) {
      scope.warn(
        'top-k',
        `${scope.name} asks whether the label is among the best ${top_k} of ${classes} classes, which it always is.`,
        `Use a top_k below ${classes}.`,
      )
    }
    return [[], [classes]]
  },
})
