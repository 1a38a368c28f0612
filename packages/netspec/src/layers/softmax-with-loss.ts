import { defineLayer, elements } from '../layer.ts'
import { bool, choice, int } from '../schema/fields.ts'
import { orNull } from './common.ts'
import { checkScores } from './scores.ts'

export const softmaxWithLoss = defineLayer({
  type: 'SoftmaxWithLoss',
  message: 'loss_param',
  fields: {
    ignore_label: int(),
    normalization: choice(['FULL', 'VALID', 'BATCH_SIZE', 'NONE']),
    /** The old switch: false meant BATCH_SIZE. */
    normalize: bool(),
  },
  kind: 'loss',
  isSoftmaxLoss: true,
  bottoms: 2,
  tops: [1, 2],
  attributes: ({ ignore_label, normalization, normalize }) => ({
    ignore_label: orNull(ignore_label),
    normalization: normalization ?? (normalize === false ? 'BATCH_SIZE' : 'VALID'),
    axis: 1,
  }),
  shapes(inputs, _attributes, scope) {
    const scores = checkScores(inputs, scope)
    return [[], scores]
  },
  flops: ([scores = []]) => 4 * elements(scores),
})
