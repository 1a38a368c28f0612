import { layer } from '../../text.js'

const scores = 'inner_product_param { num_output: 4 weight_filler { type: "xavier" } }'
const loss = layer('loss', 'SoftmaxWithLoss', 'scores label')

/** Texts of Caffe's first form, and what they mean in its present one. */
export const upgradedCases: readonly { what: string; old: string; present: string; items: readonly number[] }[] = [
  {
    what: 'blobs_lr and weight_decay become lr_mult and decay_mult',
    old: `layers { name: "scores" type: INNER_PRODUCT bottom: "data" top: "scores" blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0 ${scores} }
      layers { name: "loss" type: SOFTMAX_LOSS bottom: "scores" bottom: "label" top: "loss" }`,
    present: `${layer('scores', 'InnerProduct', 'data', `param { lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 decay_mult: 0 } ${scores}`)}${loss}`,
    items: [32],
  },
  {
    what: 'types in capitals, in place, rules and shared weights',
    old: `layers { name: "conv" type: CONVOLUTION bottom: "data" top: "conv" convolution_param { num_output: 3 kernel_size: 3 pad: 1 weight_filler { type: "msra" } } }
      layers { name: "relu" type: RELU bottom: "conv" top: "conv" }
      layers { name: "pool" type: POOLING bottom: "conv" top: "pool" pooling_param { pool: AVE kernel_size: 2 stride: 2 } }
      layers { name: "norm" type: LRN bottom: "pool" top: "norm" lrn_param { local_size: 3 } }
      layers { name: "drop" type: DROPOUT bottom: "norm" top: "norm" }
      layers { name: "scores" type: INNER_PRODUCT bottom: "norm" top: "scores" param: "w" ${scores} }
      layers { name: "accuracy" type: ACCURACY bottom: "scores" bottom: "label" top: "accuracy" include: { phase: TEST } }
      layers { name: "loss" type: SOFTMAX_LOSS bottom: "scores" bottom: "label" top: "loss" }`,
    present: [
      layer(
        'conv',
        'Convolution',
        'data',
        'convolution_param { num_output: 3 kernel_size: 3 pad: 1 weight_filler { type: "msra" } }',
      ),
      layer('relu', 'ReLU', 'conv', '', 'conv'),
      layer('pool', 'Pooling', 'conv', 'pooling_param { pool: AVE kernel_size: 2 stride: 2 }'),
      layer('norm', 'LRN', 'pool', 'lrn_param { local_size: 3 }'),
      layer('drop', 'Dropout', 'norm', '', 'norm'),
      layer('scores', 'InnerProduct', 'norm', `param { name: "w" } ${scores}`),
      layer('accuracy', 'Accuracy', 'scores label', 'include { phase: TEST }'),
      loss,
    ].join(''),
    items: [32],
  },
]
