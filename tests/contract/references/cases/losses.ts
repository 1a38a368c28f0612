import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one, vector } from './layer-case.js'

const scores = vector('few', 4)
/** A layer of class scores and labels. */
const labelled =
  (type: string, items: number[]) =>
  (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
    what,
    text: scores + layer('top', type, 'few label', param),
    items,
    batch: 7,
    ...more,
  })
const softmaxLoss = labelled('SoftmaxWithLoss', [23])
const hinge = labelled('HingeLoss', [])
const accuracy = labelled('Accuracy', [22])

const cross = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: maps('b', 3) + layer('top', 'SigmoidCrossEntropyLoss', 'b data', param),
  values: 'binary',
  items: [24],
  ...more,
})
const pairs = vector('a', 5) + vector('b', 5)
const euclidean = (what: string, text: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text,
  items: [25],
  ...more,
})
const contrastive = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: pairs + layer('top', 'ContrastiveLoss', 'a b label', param),
  // Labels are 0 and 1, and the distances lie on both sides of the margin.
  classes: 2,
  batch: 8,
  items: [25],
  ...more,
})
/** Scores that are all equal. */
const tie = (what: string, param: string, tops = 'top'): LayerCase => ({
  what,
  text:
    layer('zero', 'Power', 'data', 'power_param { scale: 0 }') +
    layer('pooled', 'Pooling', 'zero', 'pooling_param { pool: AVE global_pooling: true }') +
    layer('top', 'Accuracy', 'pooled label', param, tops),
  input: [4, 3, 3],
  items: [22],
  batch: 9,
  isConstant: true,
})
const pixelLabels = layer('wanted', 'ArgMax', 'data', 'argmax_param { axis: 1 }')

export const lossCases: LayerCases = {
  Softmax: [
    { what: 'over channels', text: one('Softmax'), items: [21] },
    { what: 'over rows', text: one('Softmax', 'softmax_param { axis: 2 }'), items: [21] },
    {
      what: 'over the last axis, counted from the end',
      text: one('Softmax', 'softmax_param { axis: -1 engine: CAFFE }'),
      items: [21],
    },
    { what: 'of a vector, one image', text: scores + layer('top', 'Softmax', 'few'), batch: 1 },
    { what: 'of values that e^x cannot hold', text: one('Softmax', 'softmax_param { axis: 1 }'), values: 'wide' },
    { what: 'in place', text: vector('few', 5) + layer('top', 'Softmax', 'few', '', 'few'), items: [28] },
  ],
  SoftmaxWithLoss: [
    softmaxLoss('as it stands', 'softmax_param { axis: 1 engine: CAFFE }'),
    softmaxLoss('a class left out of the mean', 'loss_param { ignore_label: 1 }'),
    softmaxLoss('one image, which may be left out', 'loss_param { ignore_label: 3 }', { batch: 1 }),
    softmaxLoss('FULL counts what is left out', 'loss_param { ignore_label: 1 normalization: FULL }'),
    softmaxLoss('BATCH_SIZE', 'loss_param { ignore_label: 2 normalization: BATCH_SIZE }'),
    softmaxLoss('NONE is a sum', 'loss_param { ignore_label: 0 normalization: NONE }'),
    softmaxLoss('the older normalize: false', 'loss_param { ignore_label: 0 normalize: false }'),
    softmaxLoss('the older normalize: true', 'loss_param { ignore_label: 0 normalize: true }'),
    softmaxLoss(
      'normalization stands before normalize',
      'loss_param { normalize: false normalization: VALID ignore_label: 3 }',
    ),
    {
      what: 'everything left out: the divisor is at least 1',
      text: vector('one', 1) + layer('top', 'SoftmaxWithLoss', 'one label', 'loss_param { ignore_label: 0 }'),
      classes: 1,
      isConstant: true,
      items: [23],
    },
    {
      what: 'probabilities at its second top',
      text: scores + layer('top', 'SoftmaxWithLoss', 'few label', 'loss_weight: 1 loss_weight: 0', 'top shares'),
      items: [23],
    },
    softmaxLoss('a probability counts as at least FLT_MIN', '', { values: 'wide' }),
    {
      what: 'a label for each pixel',
      text: pixelLabels + maps('b', 3) + layer('top', 'SoftmaxWithLoss', 'b wanted'),
      items: [23],
    },
    {
      what: 'a label for each pixel, FULL',
      text:
        pixelLabels +
        maps('b', 3) +
        layer('top', 'SoftmaxWithLoss', 'b wanted', 'loss_param { normalization: FULL ignore_label: 0 }'),
      items: [23],
    },
    {
      what: 'a label for each pixel, BATCH_SIZE',
      text:
        pixelLabels +
        maps('b', 3) +
        layer('top', 'SoftmaxWithLoss', 'b wanted', 'loss_param { normalization: BATCH_SIZE ignore_label: 1 }'),
      items: [23],
      batch: 1,
    },
  ],
  HingeLoss: [
    hinge('as it stands', ''),
    hinge('of squares', 'hinge_loss_param { norm: L2 }'),
    hinge('its norm by number', 'hinge_loss_param { norm: 2 }', { batch: 1 }),
    hinge('scores far from 0', 'hinge_loss_param { norm: L1 }', { values: 'wide' }),
    {
      what: 'of maps that hold one pixel',
      text:
        layer('pooled', 'Pooling', 'data', 'pooling_param { pool: AVE global_pooling: true }') +
        layer('top', 'HingeLoss', 'pooled label'),
      input: [4, 3, 3],
    },
  ],
  SigmoidCrossEntropyLoss: [
    cross('a sum over the count of images', ''),
    cross('FULL is a mean', 'loss_param { normalization: FULL }'),
    cross('VALID without a value left out', 'loss_param { normalization: VALID }'),
    cross('VALID with a value left out', 'loss_param { normalization: VALID ignore_label: 1 }'),
    cross('NONE is a sum', 'loss_param { normalization: NONE }', { batch: 1 }),
    cross('the older normalize: true', 'loss_param { normalize: true ignore_label: 0 }'),
    cross('the older normalize: false', 'loss_param { normalize: false }'),
    {
      ...cross('scores that e^x cannot hold', ''),
      text:
        maps('b', 3) +
        layer('far', 'Power', 'b', 'power_param { scale: 500 }') +
        layer('top', 'SigmoidCrossEntropyLoss', 'far data'),
    },
    {
      ...cross('a target below 1 counts as the label 0', ''),
      text:
        layer('soft', 'Sigmoid', 'data') +
        layer('wide', 'Power', 'soft', 'power_param { scale: 3 }') +
        maps('b', 3) +
        layer('top', 'SigmoidCrossEntropyLoss', 'b wide', 'loss_param { ignore_label: 0 normalization: VALID }'),
      values: 'normal',
    },
    {
      ...cross('targets between 0 and 1', ''),
      text: layer('soft', 'Sigmoid', 'data') + maps('b', 3) + layer('top', 'SigmoidCrossEntropyLoss', 'b soft'),
      values: 'normal',
    },
  ],
  EuclideanLoss: [
    euclidean('of vectors', pairs + layer('top', 'EuclideanLoss', 'a b')),
    euclidean('of maps, against data', maps('b', 3) + layer('top', 'EuclideanLoss', 'b data')),
    euclidean('one image', maps('b', 3) + layer('top', 'EuclideanLoss', 'data b'), { batch: 1 }),
    euclidean('with a weight of its own', maps('b', 3) + layer('top', 'EuclideanLoss', 'b data', 'loss_weight: 0.25'), {
      items: [25, 27],
    }),
    euclidean('of equal blobs: 0', maps('b', 3) + layer('top', 'EuclideanLoss', 'b b'), { isConstant: true }),
    euclidean('far apart', pairs + layer('top', 'EuclideanLoss', 'a b'), { values: 'wide' }),
  ],
  ContrastiveLoss: [
    contrastive('as it stands', ''),
    contrastive('a margin that most pairs keep', 'contrastive_loss_param { margin: 4 }'),
    contrastive('a small margin', 'contrastive_loss_param { margin: 0.1 }'),
    contrastive(
      'the older version takes the square from the margin',
      'contrastive_loss_param { legacy_version: true margin: 9 }',
    ),
    contrastive('one pair', 'contrastive_loss_param { margin: 20 }', { batch: 1 }),
    contrastive('a weight of its own', 'loss_weight: 2 contrastive_loss_param { margin: 3 legacy_version: false }', {
      items: [25, 27],
    }),
  ],
  Accuracy: [
    accuracy('of the largest score', ''),
    accuracy('of the two largest', 'accuracy_param { top_k: 2 }'),
    accuracy('one image', 'accuracy_param { ignore_label: 3 }', { batch: 1 }),
    accuracy('a class left out', 'accuracy_param { ignore_label: 1 }'),
    accuracy('of each class at the second top', '', {
      batch: 40,
      text: scores + layer('top', 'Accuracy', 'few label', 'accuracy_param { top_k: 2 axis: 1 }', 'top each'),
    }),
    accuracy('of each class, one left out', '', {
      batch: 40,
      text: scores + layer('top', 'Accuracy', 'few label', 'accuracy_param { ignore_label: 2 }', 'top each'),
    }),
    tie('equal scores count as wrong', ''),
    tie('equal scores within the three largest count as wrong', 'accuracy_param { top_k: 3 }'),
    tie('equal scores within all four count as right', 'accuracy_param { top_k: 4 }', 'top each'),
    accuracy('an axis counted from the end', 'accuracy_param { axis: -1 }'),
    {
      what: 'everything left out: 0',
      text: vector('one', 1) + layer('top', 'Accuracy', 'one label', 'accuracy_param { ignore_label: 0 }', 'top each'),
      classes: 1,
      isConstant: true,
      items: [22],
    },
    {
      what: 'a label for each pixel',
      text: pixelLabels + maps('b', 3) + layer('top', 'Accuracy', 'b wanted', '', 'top each'),
      items: [22],
    },
  ],
}
