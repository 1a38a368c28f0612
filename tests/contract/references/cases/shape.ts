import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, one, vector } from './layer-case.js'

const made =
  (type: string, message: string, items: number[]) =>
  (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
    what,
    text: one(type, param && `${message} { ${param} }`),
    items,
    ...more,
  })
const flatten = made('Flatten', 'flatten_param', [20])
const reshape = made('Reshape', 'reshape_param', [20])
const reduction = made('Reduction', 'reduction_param', [26])
const argMax = made('ArgMax', 'argmax_param', [21])

export const shapeCases: LayerCases = {
  Flatten: [
    flatten('all but images', ''),
    flatten('rows and columns', 'axis: 2'),
    flatten('channels and rows', 'axis: 1 end_axis: 2'),
    flatten('axes counted from the end', 'axis: -3 end_axis: -2', { batch: 1 }),
    flatten('one axis, which changes nothing', 'axis: 2 end_axis: 2'),
  ],
  Reshape: [
    reshape('a copied, a given and an inferred axis', 'shape { dim: 0 dim: 9 dim: -1 }'),
    reshape('all but images', 'shape { dim: 0 dim: -1 }'),
    reshape('a copied axis in the middle', 'shape { dim: 0 dim: -1 dim: 2 dim: 3 dim: 1 }'),
    reshape('from an axis on', 'axis: 1 shape { dim: 6 dim: -1 }'),
    reshape('some axes alone', 'axis: 2 num_axes: 1 shape { dim: 7 dim: 1 }'),
    reshape('an axis put in between', 'axis: 1 num_axes: 0 shape { dim: 1 }', { batch: 1 }),
    reshape('an axis put behind, counted from the end', 'axis: -1 num_axes: 0 shape { dim: 1 }'),
  ],
  Reduction: [
    reduction('a sum of each image', 'axis: 1'),
    reduction('the mean of each row', 'axis: 3 operation: MEAN'),
    reduction('absolute values, with a factor', 'operation: ASUM axis: 2 coeff: 0.5'),
    reduction('squares, from an axis counted from the end', 'operation: SUMSQ axis: -2', { batch: 1 }),
    reduction('a single number of the whole batch', ''),
    reduction('the mean of the whole batch, with a factor', 'operation: MEAN coeff: -3'),
    reduction('as a loss', 'operation: SUMSQ axis: 0 coeff: 0.1', {
      text: one('Reduction', 'loss_weight: 0.5 reduction_param { operation: SUMSQ axis: 0 coeff: 0.1 }'),
      items: [27],
    }),
  ],
  ArgMax: [
    argMax('over all of an image: N×1×1×1', ''),
    argMax('the three largest of a vector with their values', '', {
      text: vector('few', 6) + layer('top', 'ArgMax', 'few', 'argmax_param { top_k: 3 out_max_val: true }'),
    }),
    argMax('the largest channels at each pixel', 'axis: 1 top_k: 2'),
    argMax('the largest values of each row', 'axis: -1 top_k: 3 out_max_val: true', { batch: 1 }),
    argMax('of equal values the one of the larger index', 'axis: 1', { values: 'integers' }),
    argMax('of an image with their values', 'top_k: 4 out_max_val: true'),
    argMax('of equal values over all of an image', 'top_k: 5', { values: 'integers' }),
  ],
}
