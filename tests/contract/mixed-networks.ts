import { classifier, layer, xavier } from './text.js'

const convolutions = [
  layer(
    'square',
    'Convolution',
    'data',
    `param { lr_mult: 2 } convolution_param { num_output: 6 kernel_size: 3 pad: 1 axis: 1 engine: CAFFE force_nd_im2col: false
       weight_filler { type: "xavier" variance_norm: AVERAGE } bias_filler { type: "uniform" min: -0.5 max: 0.5 } }`,
  ),
  layer(
    'groups',
    'Convolution',
    'square',
    `convolution_param { num_output: 4 kernel_size: [5, 3] pad: [2, 1] stride: [2, 1] group: 2 bias_term: false
       weight_filler { type: "msra" } }`,
  ),
  layer(
    'sides',
    'Convolution',
    'groups',
    `convolution_param { num_output: 5 kernel_h: 3 kernel_w: 5 pad_h: 0 pad_w: 2 stride_h: 1 stride_w: 2
       weight_filler { type: "gaussian" mean: 0.1 std: 0.2 sparse: 3 } bias_filler { type: "constant" value: 0.5 } }`,
  ),
  layer(
    'dilated',
    'Convolution',
    'sides',
    'convolution_param { num_output: 3 kernel_size: 3 pad: 2 dilation: 2 weight_filler { type: "positive_unitball" } }',
  ),
  layer(
    'smooth',
    'Convolution',
    'dilated',
    'convolution_param { num_output: 3 kernel_size: 4 weight_filler { type: "bilinear" } }',
  ),
  classifier('smooth'),
]

const backwards = [
  layer('few', 'Pooling', 'data', 'pooling_param { kernel_size: 4 stride: 4 }'),
  layer('maps', 'Convolution', 'few', `convolution_param { num_output: 4 kernel_size: 1 ${xavier} }`),
  layer(
    'twice',
    'Deconvolution',
    'maps',
    `convolution_param { num_output: 4 kernel_size: 4 stride: 2 pad: 1 group: 4 bias_term: false axis: 1 engine: CAFFE
       force_nd_im2col: false weight_filler { type: "bilinear" } }`,
  ),
  layer(
    'sides',
    'Deconvolution',
    'maps',
    `convolution_param { num_output: 6 kernel_h: 3 kernel_w: 2 stride_h: 3 stride_w: 1 pad_h: 2 pad_w: 0 group: 2 ${xavier}
       bias_filler { value: 0.5 } }`,
  ),
  layer(
    'gaps',
    'Deconvolution',
    'maps',
    `convolution_param { num_output: 3 kernel_size: [3, 2] dilation: [2, 3] stride: 2 weight_filler { type: "msra" } }`,
  ),
  layer('flatTwice', 'Flatten', 'twice'),
  layer('flatSides', 'Flatten', 'sides'),
  layer('flatGaps', 'Flatten', 'gaps'),
  layer('all', 'Concat', 'flatTwice flatSides flatGaps'),
  classifier('all'),
]

const pools = [
  'pool: MAX kernel_size: 3 stride: 2',
  'pool: AVE kernel_size: 3 stride: 2 pad: 1',
  'pool: AVE kernel_size: 2 stride: 2',
  'pool: AVE kernel_size: 2 stride: 2 round_mode: FLOOR',
  'pool: MAX kernel_size: 4 stride: 3 pad: 3',
  'pool: AVE kernel_size: 4 stride: 3 pad: 3',
  'pool: AVE kernel_h: 2 kernel_w: 5 stride_h: 2 stride_w: 1 pad_h: 1 pad_w: 2 engine: CAFFE',
  'pool: MAX kernel_size: [3, 2] stride: [2, 3] pad: [1, 0]',
  'pool: MAX global_pooling: true',
  'pool: AVE global_pooling: true',
]
const places = [
  'kernel_size: 3 stride: 2',
  'kernel_size: 4 stride: 3 pad: 3',
  'kernel_h: 2 kernel_w: 3 stride: 2 pad_h: 1 pad_w: 1 round_mode: FLOOR',
  'global_pooling: true',
]
const shares = ['kernel_size: 3 stride: 2', 'kernel_h: 2 kernel_w: 4 stride: 3', 'global_pooling: true']
const poolingsOfPlaces = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 4 kernel_size: 2 ${xavier} }`),
  layer('above', 'ReLU', 'maps', '', 'maps'),
  ...places.map((param, i) => layer(`place${i}`, 'Pooling', 'maps', `pooling_param { ${param} }`, `max${i} mask${i}`)),
  ...shares.map((param, i) => layer(`share${i}`, 'Pooling', 'maps', `pooling_param { pool: STOCHASTIC ${param} }`)),
  ...places.map((_, i) => layer(`flat${i}`, 'Flatten', `mask${i}`)),
  ...shares.map((_, i) => layer(`flatShare${i}`, 'Flatten', `share${i}`)),
  layer('all', 'Concat', [...places.map((_, i) => `flat${i}`), ...shares.map((_, i) => `flatShare${i}`)].join(' ')),
  classifier('all'),
]

const poolings = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 4 kernel_size: 2 ${xavier} }`),
  ...pools.map((param, i) => layer(`pool${i}`, 'Pooling', 'maps', `pooling_param { ${param} }`)),
  ...pools.map((_, i) => layer(`flat${i}`, 'Flatten', `pool${i}`)),
  layer('all', 'Concat', pools.map((_, i) => `flat${i}`).join(' ')),
  classifier('all'),
]

const values = [
  layer('across', 'LRN', 'data', 'lrn_param { local_size: 3 alpha: 0.3 beta: 0.5 k: 2 }'),
  layer('within', 'LRN', 'across', 'lrn_param { local_size: 5 alpha: 0.5 norm_region: WITHIN_CHANNEL engine: CAFFE }'),
  layer('maps', 'Convolution', 'within', `convolution_param { num_output: 8 kernel_size: 3 ${xavier} }`),
  layer('lrn', 'LRN', 'maps', 'lrn_param { alpha: 0.01 }'),
  layer('slope', 'ReLU', 'lrn', 'relu_param { negative_slope: 0.1 engine: CAFFE }', 'lrn'),
  layer('sigmoid', 'Sigmoid', 'lrn', 'sigmoid_param { engine: CAFFE }'),
  layer('tanh', 'TanH', 'lrn', 'tanh_param { engine: CAFFE }'),
  layer('squared', 'Power', 'tanh', 'power_param { power: 2 scale: 0.5 shift: 1 }'),
  layer('root', 'Power', 'sigmoid', 'power_param { power: 0.5 }'),
  layer('shifted', 'Power', 'tanh', 'power_param { scale: -2 shift: 0.25 }', 'tanh'),
  layer('sum', 'Eltwise', 'sigmoid tanh squared'),
  layer('weighted', 'Eltwise', 'sigmoid tanh squared', 'eltwise_param { operation: SUM coeff: [1, -2, 0.5] }'),
  layer('product', 'Eltwise', 'sum tanh root', 'eltwise_param { operation: PROD stable_prod_grad: false }'),
  layer('largest', 'Eltwise', 'weighted product root', 'eltwise_param { operation: MAX }'),
  layer('relu', 'ReLU', 'product', '', 'product'),
  layer('dropped', 'Dropout', 'largest', 'dropout_param { dropout_ratio: 0.3 }', 'largest'),
  layer('shares', 'Softmax', 'largest', 'softmax_param { axis: 1 engine: CAFFE }'),
  layer('rows', 'Softmax', 'largest', 'softmax_param { axis: -1 }'),
  layer('channels', 'Concat', 'largest shares', 'concat_param { concat_dim: 1 }'),
  layer('tall', 'Concat', 'largest rows product', 'concat_param { axis: 2 }'),
  layer('lines', 'Flatten', 'tall', 'flatten_param { axis: 2 end_axis: 3 }'),
  layer('planes', 'Flatten', 'channels', 'flatten_param { axis: 1 end_axis: -2 }'),
  layer('flat', 'Flatten', 'lines'),
  layer('flatPlanes', 'Flatten', 'planes'),
  layer('all', 'Concat', 'flat flatPlanes'),
  classifier('all'),
  // The last Softmax gives the answer; without this one it would be `rows`.
  layer('prob', 'Softmax', 'scores', 'include { stage: "deploy" }'),
]

const bends = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 4 kernel_size: 3 ${xavier} }`),
  layer('sloped', 'PReLU', 'maps', 'prelu_param { filler { type: "uniform" min: -0.5 } }'),
  layer('slopedAlike', 'PReLU', 'maps', 'prelu_param { channel_shared: true filler { type: "xavier" } }'),
  layer('quarter', 'PReLU', 'maps'),
  layer('elu', 'ELU', 'maps', 'elu_param { alpha: 0.7 }'),
  layer('size', 'AbsVal', 'maps'),
  layer('soft', 'BNLL', 'maps'),
  layer('swish', 'Swish', 'maps', 'swish_param { beta: 1.5 }'),
  layer('clipped', 'Clip', 'maps', 'clip_param { min: -0.5 max: 0.75 }'),
  layer('above', 'Threshold', 'maps', 'threshold_param { threshold: 0.2 }'),
  layer('power', 'Exp', 'clipped', 'exp_param { base: 2 scale: -0.5 shift: 1 }'),
  layer('growth', 'Exp', 'clipped'),
  layer('bits', 'Log', 'size', 'log_param { base: 2 scale: 0.5 shift: 0.1 }'),
  layer('natural', 'Log', 'soft'),
  layer('channelsEven', 'MVN', 'maps', 'mvn_param { eps: 0.1 }'),
  layer('imageEven', 'MVN', 'soft', 'mvn_param { across_channels: true }'),
  layer('centred', 'MVN', 'soft', 'mvn_param { normalize_variance: false }'),
  layer(
    'sum',
    'Eltwise',
    'sloped slopedAlike quarter elu swish above power growth bits natural channelsEven imageEven centred',
  ),
  layer('fewer', 'InnerProduct', 'sum', `inner_product_param { num_output: 7 ${xavier} }`),
  layer('fewSloped', 'PReLU', 'fewer', '', 'fewer'),
  layer('fewEven', 'MVN', 'fewer', 'mvn_param { across_channels: true }', 'fewer'),
  classifier('fewer'),
]

const reshapes = [
  ['maps', 'shape { dim: 0 dim: 2 dim: -1 dim: 6 }'],
  ['maps', 'shape { dim: -1 dim: 168 }'],
  ['maps', 'axis: 2 num_axes: 1 shape { dim: 0 dim: 1 }'],
  ['maps', 'axis: -1 shape { dim: 1 }'],
  ['maps', 'axis: 1 num_axes: 0 shape { dim: 1 }'],
  ['third', 'axis: -3 num_axes: 2 shape { dim: 14 dim: -1 }'],
] as const
const numbers = [
  ['InnerProduct', `inner_product_param { num_output: 5 axis: 2 ${xavier} }`],
  ['InnerProduct', `inner_product_param { num_output: 3 axis: -1 transpose: true bias_term: false ${xavier} }`],
  ['Reduction', 'reduction_param { operation: SUM axis: 2 coeff: 0.5 }'],
  ['Reduction', 'reduction_param { operation: ASUM axis: -1 }'],
  ['Reduction', 'reduction_param { operation: SUMSQ axis: 3 coeff: -2 }'],
  ['Reduction', 'reduction_param { operation: MEAN axis: 2 }'],
  ['ArgMax', 'argmax_param { top_k: 3 }'],
  ['ArgMax', 'argmax_param { out_max_val: true top_k: 2 }'],
  ['ArgMax', 'argmax_param { axis: 1 top_k: 2 }'],
  ['ArgMax', 'argmax_param { axis: -1 out_max_val: true }'],
] as const
const parts = [
  ...['corner', 'middle', 'tall', 'deep', 'leftmost', 'tied', 'sum', 'one'],
  ...reshapes.map((_, i) => `shaped${i}`),
  ...numbers.map((_, i) => `number${i}`),
]
const moves = [
  layer('few', 'Pooling', 'data', 'pooling_param { pool: AVE kernel_size: 3 stride: 3 }'),
  layer('maps', 'Convolution', 'few', `convolution_param { num_output: 6 kernel_h: 2 kernel_w: 3 ${xavier} }`),
  layer('cut', 'Slice', 'maps', 'slice_param { axis: 1 slice_point: 1 slice_point: 3 }', 'first second third'),
  layer('thirds', 'Slice', 'third', 'slice_param { slice_dim: 1 }', 'left middle right'),
  layer('columns', 'Slice', 'left', 'slice_param { axis: -1 }', 'leftmost rightmost'),
  layer('twins', 'Split', 'second', '', 'one other'),
  layer('tall', 'Tile', 'one', 'tile_param { axis: 2 tiles: 3 }'),
  layer('deep', 'Tile', 'other', 'tile_param { tiles: 2 }'),
  layer('small', 'Pooling', 'maps', 'pooling_param { kernel_size: 2 stride: 2 }'),
  layer('corner', 'Crop', 'maps small', 'crop_param { offset: 1 }'),
  layer('channels', 'Crop', 'maps third', 'crop_param { axis: -3 offset: 2 offset: 0 offset: 0 }'),
  layer('coarse', 'Threshold', 'maps'),
  layer('tied', 'ArgMax', 'coarse', 'argmax_param { axis: 3 top_k: 3 }'),
  ...reshapes.map(([bottom, param], i) => layer(`shaped${i}`, 'Reshape', bottom, `reshape_param { ${param} }`)),
  ...numbers.map(([type, param], i) => layer(`number${i}`, type, 'maps', param)),
  layer('whole', 'Reduction', 'channels', 'reduction_param { axis: 1 }'),
  layer('single', 'Reshape', 'whole', 'reshape_param { axis: -1 shape { dim: 1 } }'),
  `layer { name: "given" type: "DummyData" top: "twos" dummy_data_param { data_filler { value: 2 }
     shape { dim: 64 dim: 6 dim: 7 dim: 4 } } }\n`,
  `layer { name: "noise" type: "DummyData" top: "even" top: "wild" include { phase: TRAIN } dummy_data_param {
     data_filler { type: "uniform" } data_filler { type: "gaussian" std: 2 sparse: 3 }
     num: 8 channels: 2 channels: 3 height: 4 width: 5 } }\n`,
  layer('sum', 'Eltwise', 'maps twos'),
  'layer { name: "quiet" type: "Silence" bottom: "even" bottom: "wild" include { phase: TRAIN } }\n',
  'layer { name: "rest" type: "Silence" bottom: "right" bottom: "first" bottom: "rightmost" }\n',
  ...parts.map(part => layer(`${part}Flat`, 'Flatten', part)),
  layer('all', 'Concat', ['single', ...parts.map(part => `${part}Flat`)].join(' ')),
  layer('size', 'Reduction', 'few', 'loss_weight: 0.01 reduction_param { operation: SUMSQ }'),
  classifier('all'),
]

const statistics = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 6 kernel_size: 3 ${xavier} }`),
  layer('normal', 'BatchNorm', 'maps', 'batch_norm_param { engine: CAFFE }'),
  layer('scaled', 'Scale', 'normal', 'scale_param { bias_term: true bias_filler { value: 0.5 } }', 'normal'),
  layer('quick', 'BatchNorm', 'normal', 'batch_norm_param { moving_average_fraction: 0.5 eps: 0.001 }'),
  layer('fixed', 'BatchNorm', 'maps', 'batch_norm_param { use_global_stats: true eps: 1 }'),
  layer('own', 'BatchNorm', 'maps', 'batch_norm_param { use_global_stats: false }'),
  layer('sum', 'Eltwise', 'quick fixed own'),
  layer('whole', 'Scale', 'sum', 'scale_param { num_axes: -1 filler { type: "uniform" min: 0.5 } bias_term: true }'),
  layer('rows', 'Scale', 'whole', 'scale_param { axis: 2 num_axes: 2 filler { type: "gaussian" mean: 1 std: 0.1 } }'),
  layer('columns', 'Scale', 'rows', 'scale_param { axis: -1 filler { type: "uniform" } }'),
  layer('single', 'Scale', 'columns', 'scale_param { num_axes: 0 bias_term: true filler { value: 2 } }'),
  layer('few', 'InnerProduct', 'single', `inner_product_param { num_output: 7 ${xavier} }`),
  layer('normalFew', 'BatchNorm', 'few'),
  classifier('normalFew'),
]

const spreads = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 6 kernel_size: 3 ${xavier} }`),
  layer('means', 'Pooling', 'maps', 'pooling_param { pool: AVE global_pooling: true }'),
  layer('gates', 'Flatten', 'means'),
  layer('gated', 'Scale', 'maps gates', 'scale_param { axis: 0 }'),
  layer('lifted', 'Bias', 'gated gates', 'bias_param { axis: -4 }'),
  layer('alike', 'Scale', 'lifted maps', 'scale_param { axis: 0 }', 'lifted'),
  layer('channels', 'Bias', 'lifted', 'bias_param { filler { type: "uniform" } }'),
  layer('rows', 'Bias', 'channels', 'bias_param { axis: 2 num_axes: 1 filler { type: "gaussian" } }', 'channels'),
  layer('whole', 'Bias', 'channels', 'bias_param { num_axes: -1 filler { type: "uniform" min: -1 } }'),
  layer('single', 'Bias', 'whole', 'bias_param { num_axes: 0 filler { value: 2 } }'),
  classifier('single'),
]

const shared = (name: string) => `param { name: "${name}.w" lr_mult: 2 decay_mult: 0.5 } param { name: "${name}.b" }`
const losses = [
  layer(
    'hidden',
    'InnerProduct',
    'data',
    'inner_product_param { num_output: 7 axis: 1 transpose: true weight_filler { type: "gaussian" std: 0.1 } bias_filler { value: 1 } }',
  ),
  layer('first', 'InnerProduct', 'hidden', `${shared('twin')} inner_product_param { num_output: 7 ${xavier} }`),
  layer('second', 'InnerProduct', 'first', `${shared('twin')} inner_product_param { num_output: 7 ${xavier} }`),
  layer('side', 'InnerProduct', 'second', `inner_product_param { bias_term: false ${xavier} }`),
  layer(
    'sideLoss',
    'SoftmaxWithLoss',
    'side label',
    'loss_weight: 0.3 loss_weight: 0 loss_param { normalization: FULL ignore_label: 1 }',
    'sideLoss sideShares',
  ),
  layer('oldLoss', 'SoftmaxWithLoss', 'side label', 'loss_weight: 0.1 loss_param { normalize: false }'),
  // One row of five columns: scores whose classes lie along the last axis.
  layer('line', 'Convolution', 'data', `convolution_param { num_output: 1 kernel_h: 23 kernel_w: 14 ${xavier} }`),
  layer('tall', 'ReLU', 'line', 'relu_param { negative_slope: 0.5 }', 'tall'),
  layer(
    'columnsLoss',
    'SoftmaxWithLoss',
    'tall label',
    'loss_weight: 0.1 softmax_param { axis: -1 engine: CAFFE } loss_param { normalization: NONE }',
  ),
  layer('columnsBest', 'Accuracy', 'tall label', 'accuracy_param { axis: 3 }'),
  layer('hinge', 'HingeLoss', 'side label', 'loss_weight: 0.1'),
  layer('hingeSquared', 'HingeLoss', 'tall label', 'loss_weight: 0.1 hinge_loss_param { norm: L2 }'),
  layer('decoded', 'InnerProduct', 'second', `inner_product_param { num_output: 1242 ${xavier} }`),
  layer('apart', 'EuclideanLoss', 'decoded data', 'loss_weight: 0.001'),
  layer('shares', 'Sigmoid', 'data'),
  layer(
    'unlike',
    'SigmoidCrossEntropyLoss',
    'decoded shares',
    'loss_weight: 0.001 loss_param { normalization: VALID }',
  ),
  layer('unlikeFew', 'SigmoidCrossEntropyLoss', 'decoded shares', 'loss_param { normalize: true ignore_label: 1 }'),
  layer('pairs', 'ContrastiveLoss', 'first second label', 'contrastive_loss_param { margin: 9 }'),
  layer(
    'oldPairs',
    'ContrastiveLoss',
    'first second label',
    'contrastive_loss_param { margin: 9 legacy_version: true }',
  ),
  layer('best', 'Accuracy', 'side label', 'accuracy_param { top_k: 2 axis: 1 ignore_label: 1 }', 'best perClass'),
  classifier('side'),
]

/** Between them they hold every layer and every field; a test counts that. */
export const mixedNetworks = Object.fromEntries(
  Object.entries({
    convolutions,
    backwards,
    poolings,
    poolingsOfPlaces,
    values,
    bends,
    moves,
    statistics,
    spreads,
    losses,
  }).map(([name, layers]) => [name, layers.join('')]),
)
