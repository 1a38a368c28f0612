import { defineLayer, elements } from '../layer.ts'
import { checkTargets } from './scores.ts'

/** Σ (a − b)² / 2N. Gradients reach both bottoms. */
export const euclideanLoss = defineLayer({
  type: 'EuclideanLoss',
  kind: 'loss',
  bottoms: 2,
  shapes(inputs, _attributes, scope) {
    checkTargets(inputs, scope)
    return [[]]
  },
  flops: ([values = []]) => 3 * elements(values),
})
