import { defineLayer, elements } from '../layer.ts'
import { orNull } from './common.ts'
import { lossFields, normalizationOf } from './loss-fields.ts'
import { checkTargets } from './scores.ts'

/** −Σ t·log σ(x) + (1−t)·log(1−σ(x)), over the number of images unless the text says otherwise. No gradient reaches the targets. */
export const sigmoidCrossEntropyLoss = defineLayer({
  type: 'SigmoidCrossEntropyLoss',
  message: 'loss_param',
  fields: lossFields,
  kind: 'loss',
  bottoms: 2,
  attributes: ({ ignore_label, normalization, normalize }) => ({
    ignore_label: orNull(ignore_label),
    normalization: normalizationOf({ normalization, normalize }, 'BATCH_SIZE'),
  }),
  shapes(inputs, _attributes, scope) {
    checkTargets(inputs, scope)
    if (scope.isLabel(1) && scope.classes > 2) {
      scope.fail(
        'label-shape',
        `${scope.name} takes targets between 0 and 1, but the label is the number of a class, up to ${scope.classes - 1}.`,
        'Use SoftmaxWithLoss, or compare with "data" or a blob of the network.',
      )
    }
    return [[]]
  },
  flops: ([scores = []]) => 8 * elements(scores),
})
