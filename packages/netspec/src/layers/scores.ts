import { elements, type LayerScope, type Shape } from '../layer.ts'
import { show } from './common.ts'

/** The scores of a loss or an accuracy: along `axis` (an index into the shape without N) one value a class, a label for each of the other places. */
export function checkScores([scores = [], label = []]: readonly Shape[], axis: number, scope: LayerScope): Shape {
  if (scores.length === 0) {
    scope.fail(
      'shape-mismatch',
      `${scope.name} takes scores as its first bottom, but gets one value an image.`,
      'Make the scores its first bottom, "label" its second.',
    )
  }
  const classes = scores[axis] ?? 1
  if (label.length > 0 && elements(label) * classes !== elements(scores)) {
    scope.fail(
      'label-missing',
      `${scope.name} takes labels as its second bottom, but gets ${show(label)}.`,
      'Make its second bottom "label".',
    )
  }
  if (label.length === 0 && elements(scores) !== classes) {
    scope.fail(
      'shape-mismatch',
      `${scope.name} compares one value a class with the label, but gets a map of ${show(scores)}.`,
      'Put an InnerProduct or a global Pooling in front of it.',
    )
  }
  if (scope.isLabel(1) && classes !== scope.classes) {
    scope.fail(
      'class-count',
      `${scope.name} gets ${classes} scores, but the dataset has ${scope.classes} classes.`,
      'Leave num_output out of the last InnerProduct: it then takes the number of classes.',
    )
  }
  return scores
}

/** Two blobs that are compared number by number. */
export function checkTargets([values = [], targets = []]: readonly Shape[], scope: LayerScope): void {
  if (elements(values) === elements(targets)) return
  if (scope.isLabel(0) || scope.isLabel(1)) {
    scope.fail(
      'label-shape',
      `${scope.name} compares ${show(scope.isLabel(0) ? targets : values)} with the label, which is one whole number an image.`,
      'Compare with a blob of the network or with "data"; to tell classes apart use SoftmaxWithLoss.',
    )
  }
  scope.fail(
    'shape-mismatch',
    `${scope.name} compares ${show(values)} with ${show(targets)}, which are not equally many numbers.`,
    'Give both blobs the same size.',
  )
}
