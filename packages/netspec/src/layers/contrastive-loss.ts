import { defineLayer, elements } from '../layer.ts'
import { bool, float } from '../schema/fields.ts'
import { show } from './common.ts'
import { checkTargets } from './scores.ts'

/** Σ y·d² + (1−y)·max(margin − d, 0)² over 2N: pulls alike pairs (y ≠ 0) together and others apart. The old form takes margin − d² in place of the square. */
export const contrastiveLoss = defineLayer({
  type: 'ContrastiveLoss',
  message: 'contrastive_loss_param',
  fields: { margin: float(1), legacy_version: bool(false) },
  kind: 'loss',
  bottoms: 3,
  attributes: ({ margin, legacy_version }) => ({ margin, legacy_version }),
  shapes([a = [], b = [], alike = []], _attributes, scope) {
    checkTargets([a, b], scope)
    if (elements(a) !== a[0]) {
      scope.fail(
        'shape-mismatch',
        `${scope.name} measures the distance of two vectors, but gets ${show(a)}.`,
        'Put an InnerProduct or a Flatten in front of it.',
      )
    }
    if (elements(alike) !== 1) {
      scope.fail(
        'label-missing',
        `${scope.name} takes as its third bottom one number an image, whether the pair is alike, but gets ${show(alike)}.`,
        'Make its third bottom "label".',
      )
    }
    if (scope.isLabel(2) && scope.classes > 2) {
      scope.warn(
        'pair-label',
        `${scope.name} takes every class but the first for alike pairs, and the dataset has ${scope.classes} classes.`,
        'Use a dataset of two classes: pairs that differ, pairs that are alike.',
      )
    }
    return [[]]
  },
  flops: ([a = []]) => 3 * elements(a) + 4,
})
