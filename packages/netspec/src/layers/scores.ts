import type { LayerScope, Shape } from '../layer.ts'
import { show } from './common.ts'

/** The scores of a loss or an accuracy: one value a class, beside a label. */
export function checkScores([scores = [], label = []]: readonly Shape[], scope: LayerScope): Shape {
  if (label.length !== 0) {
    scope.fail(
      'label-missing',
      `${scope.name} takes labels as its second bottom, but gets ${show(label)}.`,
      'Make its second bottom "label".',
    )
  }
  if (scores.length === 0) {
    scope.fail(
      'shape-mismatch',
      `${scope.name} takes scores as its first bottom, but gets one value an image.`,
      'Make the scores its first bottom, "label" its second.',
    )
  }
  if (scores.slice(1).some(side => side !== 1)) {
    scope.fail(
      'shape-mismatch',
      `${scope.name} compares one value a class with the label, but gets a map of ${show(scores)}.`,
      'Put an InnerProduct or a global Pooling in front of it.',
    )
  }
  if (scores[0] !== scope.classes) {
    scope.fail(
      'class-count',
      `${scope.name} gets ${scores[0]} scores, but the dataset has ${scope.classes} classes.`,
      'Leave num_output out of the last InnerProduct: it then takes the number of classes.',
    )
  }
  return scores
}
