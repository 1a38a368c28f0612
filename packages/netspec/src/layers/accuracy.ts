import { defineLayer } from '../layer.ts'
import { int } from '../schema/fields.ts'
import { orNull } from './common.ts'
import { checkScores } from './scores.ts'

export const accuracy = defineLayer({
  type: 'Accuracy',
  message: 'accuracy_param',
  fields: { top_k: int({ default: 1, min: 1 }), axis: int({ default: 1, min: 1, max: 1 }), ignore_label: int() },
  kind: 'metric',
  bottoms: 2,
  tops: [1, 2],
  attributes: ({ top_k, ignore_label }) => ({ top_k, axis: 1, ignore_label: orNull(ignore_label) }),
  shapes(inputs, { top_k }, scope) {
    checkScores(inputs, scope)
    if (top_k > scope.classes) {
      scope.warn(
        'top-k',
        `${scope.name} asks whether the label is among the best ${top_k} of ${scope.classes} classes, which it always is.`,
        `Use a top_k below ${scope.classes}.`,
      )
    }
    return [[], [scope.classes]]
  },
})
