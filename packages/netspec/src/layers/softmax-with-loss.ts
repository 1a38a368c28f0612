import { defineLayer, elements } from '../layer.ts'
import { ignored, int } from '../schema/fields.ts'
import { imageAxis, orNull } from './common.ts'
import { lossFields, normalizationOf } from './loss-fields.ts'
import { checkScores } from './scores.ts'

export const softmaxWithLoss = defineLayer({
  type: 'SoftmaxWithLoss',
  message: 'loss_param',
  fields: { ...lossFields, axis: int({ default: 1 }), engine: ignored() },
  elsewhere: { softmax_param: ['axis', 'engine'] },
  kind: 'loss',
  isSoftmaxLoss: true,
  bottoms: 2,
  tops: [1, 2],
  attributes: ({ axis, ignore_label, normalization, normalize }, [scores = []], scope) => ({
    ignore_label: orNull(ignore_label),
    normalization: normalizationOf({ normalization, normalize }, 'VALID'),
    axis: scores.length === 0 ? 1 : imageAxis(axis, scores, scope) + 1,
  }),
  shapes: (inputs, { axis }, scope) => [[], checkScores(inputs, axis - 1, scope)],
  flops: ([scores = []]) => 4 * elements(scores),
})
