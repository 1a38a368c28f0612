import { layer, xavier } from '../../text.js'
import { maps, one, vector } from './layer-case.js'

export interface RefusedCase {
  readonly what: string
  readonly text: string
  /** The layer that is blamed. */
  readonly layer: string
  readonly severity: 'error' | 'warning'
  readonly items: readonly number[]
}

const refused = (
  what: string,
  items: readonly number[],
  text: string,
  more: Partial<RefusedCase> = {},
): RefusedCase => ({
  what,
  items,
  text,
  layer: 'top',
  severity: 'error',
  ...more,
})
const twin = (name: string, outputs: number, bottom: string, param = 'name: "w"') =>
  layer(name, 'InnerProduct', bottom, `param { ${param} } inner_product_param { num_output: ${outputs} ${xavier} }`)

/** What Caffe aborts at, or computes nonsense of without a word. A warning says what is done instead. */
export const refusedCases: readonly RefusedCase[] = [
  refused(
    'a kernel larger than its padded map',
    [1],
    one('Convolution', `convolution_param { num_output: 2 kernel_size: 9 ${xavier} }`),
  ),
  refused(
    'square sizes together with sides',
    [1],
    one('Convolution', `convolution_param { num_output: 2 kernel_size: 3 kernel_h: 3 kernel_w: 3 ${xavier} }`),
    { severity: 'warning' },
  ),
  refused(
    'a kernel of one side alone',
    [1],
    one('Convolution', `convolution_param { num_output: 2 kernel_h: 3 ${xavier} }`),
  ),
  refused('windows without a pixel', [4], one('Pooling', 'pooling_param { kernel_size: 1 stride: 3 }'), {
    severity: 'warning',
  }),
  refused('padding as wide as the window', [6], one('Pooling', 'pooling_param { kernel_size: 2 pad: 2 }')),
  refused('sizes beside global_pooling', [7], one('Pooling', 'pooling_param { global_pooling: true kernel_size: 2 }'), {
    severity: 'warning',
  }),
  refused('STOCHASTIC with padding', [7], one('Pooling', 'pooling_param { pool: STOCHASTIC kernel_size: 3 pad: 1 }')),
  refused(
    'groups that do not divide the channels',
    [10],
    maps('m', 4) +
      layer('top', 'Convolution', 'm', `convolution_param { num_output: 6 kernel_size: 1 group: 3 ${xavier} }`),
  ),
  refused(
    'groups that do not divide the outputs',
    [10],
    maps('m', 6) +
      layer('top', 'Convolution', 'm', `convolution_param { num_output: 4 kernel_size: 1 group: 3 ${xavier} }`),
  ),
  refused('an even count of channels', [11], one('LRN', 'lrn_param { local_size: 4 }')),
  refused('an even window', [12], one('LRN', 'lrn_param { local_size: 2 norm_region: WITHIN_CHANNEL }')),
  refused('a ratio that leaves nothing', [13], one('Dropout', 'dropout_param { dropout_ratio: 1 }')),
  refused('statistics that are to be learnt', [15], one('BatchNorm', 'param { lr_mult: 1 }'), { severity: 'warning' }),
  refused('a factor that reaches beyond the last axis', [16], one('Scale', 'scale_param { axis: 2 num_axes: 3 }')),
  refused(
    'a second bottom that lies on no axes of the first',
    [16],
    vector('by', 5) + layer('top', 'Scale', 'data by', 'scale_param { axis: 0 }'),
  ),
  refused(
    'factors for a product',
    [19],
    maps('b', 3) + layer('top', 'Eltwise', 'data b', 'eltwise_param { operation: PROD coeff: [1, 2] }'),
  ),
  refused(
    'fewer factors than bottoms',
    [19],
    maps('b', 3) + layer('top', 'Eltwise', 'data b', 'eltwise_param { coeff: 1 }'),
  ),
  refused('a sum of different sizes', [19], maps('b', 5) + layer('top', 'Eltwise', 'data b')),
  refused('a cut into unequal parts', [19], layer('top', 'Slice', 'data', '', 'a b')),
  refused(
    'points that do not rise',
    [19],
    maps('m', 6) + layer('top', 'Slice', 'm', 'slice_param { slice_point: [4, 2] }', 'a b c'),
  ),
  refused('a shape of another count', [20], one('Reshape', 'reshape_param { shape { dim: 0 dim: 5 dim: 5 } }')),
  refused('two inferred sides', [20], one('Reshape', 'reshape_param { shape { dim: 0 dim: -1 dim: -1 } }')),
  refused('an end before its begin', [20], one('Flatten', 'flatten_param { axis: 3 end_axis: 1 }')),
  refused(
    'more of the largest than there are',
    [21],
    vector('few', 3) + layer('top', 'ArgMax', 'few', 'argmax_param { top_k: 5 }'),
  ),
  refused('one label for many positions', [22, 23], maps('b', 4) + layer('top', 'SoftmaxWithLoss', 'b label')),
  refused('targets of another size', [24], maps('b', 4) + layer('top', 'SigmoidCrossEntropyLoss', 'b data')),
  refused('distances between different sizes', [25], maps('b', 4) + layer('top', 'EuclideanLoss', 'b data')),
  refused(
    'a cut beyond the map',
    [26],
    layer('small', 'Pooling', 'data', 'pooling_param { kernel_size: 2 }') +
      layer('top', 'Crop', 'data small', 'crop_param { offset: 4 }'),
  ),
  refused('rules of both kinds', [29], one('TanH', 'include { phase: TRAIN } exclude { phase: TEST }')),
  refused(
    'shared weights of different shapes',
    [30],
    vector('few', 7) + twin('first', 7, 'few') + twin('top', 5, 'first'),
  ),
  refused(
    'no filler for what is to be learnt',
    [33],
    one('Convolution', 'convolution_param { num_output: 2 kernel_size: 3 }'),
    { severity: 'warning' },
  ),
  refused(
    'a filler that Caffe does not have',
    [35],
    one('Convolution', 'convolution_param { num_output: 2 kernel_size: 3 weight_filler { type: "he" } }'),
  ),
  refused(
    'a bilinear filler for sides of their own',
    [35],
    one(
      'Convolution',
      'convolution_param { num_output: 2 kernel_h: 3 kernel_w: 2 weight_filler { type: "bilinear" } }',
    ),
  ),
]
