import { defineLayer, elements } from '../layer.ts'
import { choice } from '../schema/fields.ts'
import { checkScores } from './scores.ts'

/** Σ max(0, 1 ± score) / N, the sign being − for the true class; with L2 the squares are summed. */
export const hingeLoss = defineLayer({
  type: 'HingeLoss',
  message: 'hinge_loss_param',
  fields: { norm: choice(['L1', 'L2'], 'L1', 1) },
  kind: 'loss',
  // A Softmax keeps the order of the scores, and so the answer; the shares themselves are only a measure of it.
  isSoftmaxLoss: true,
  bottoms: 2,
  attributes: ({ norm }) => ({ norm }),
  shapes([scores = [], label = []], _attributes, scope) {
    checkScores([scores.length === 0 ? [] : [elements(scores)], label], 0, scope)
    return [[]]
  },
  flops: ([scores = []]) => 3 * elements(scores),
})
