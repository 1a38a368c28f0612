import type { PlantedFault } from './planted.ts'

const warning = { severity: 'warning' } as const
const fc1 = 'layer { name: "fc1" type: "InnerProduct" bottom: "both" top: "fc1"'
const shared = (name: string, rest: string, outputs = 32) =>
  `layer { name: "${name}" type: "InnerProduct" bottom: "both" top: "${name}" ${rest}
  inner_product_param { num_output: ${outputs} weight_filler { type: "xavier" } } }
layer { name: "sum" type: "Eltwise" bottom: "fc1" bottom: "${name}" top: "sum" }
layer { name: "drop1"`
const twin = (first: string, second: string): readonly (readonly [string, string])[] => [
  [fc1, `${fc1} param { name: "w" ${first} }`],
  ['layer { name: "drop1"', shared('twin', `¦param { name: "w" ${second} }`)],
  ['bottom: "fc1" top: "fc2"', 'bottom: "sum" top: "fc2"'],
]
const dataLayer = `layer { name: "images" type: "Data" top: "data" top: "label"
  transform_param { crop_size: 28 mirror: true }
  data_param { batch_size: 64 } }`
const inputs = (text: string): readonly (readonly [string, string])[] => [[dataLayer, text]]

/** What is wrong between layers, or with the network as a whole. */
export const faultsOfGraphs: readonly PlantedFault[] = [
  ['a misspelt bottom', 'missing-bottom', [['bottom: "norm1" top: "pool1"', 'bottom: ¦"nrom1" top: "pool1"']]],
  [
    'a bottom made further down',
    'missing-bottom',
    [
      ['bottom: "lrn1" bottom: "pool1"', 'bottom: ¦"fc1" bottom: "pool1"'],
      ['bottom: "both" top: "fc1"', 'bottom: "pool1" top: "fc1"'],
    ],
  ],
  [
    'a bottom of another phase',
    'missing-bottom',
    [
      ['bottom: "fc1" top: "fc2"', 'bottom: ¦"drop1" top: "fc2"'],
      ['bottom: "fc1" top: "fc1" }', 'bottom: "fc1" top: "drop1" include { phase: TRAIN } }'],
    ],
  ],
  ['a layer that reads itself', 'missing-bottom', [['bottom: "norm1" top: "pool1"', 'bottom: ¦"pool1" top: "pool1"']]],
  ['a cycle', 'cycle', [['bottom: "norm1" top: "pool1"', 'bottom: ¦"both" top: "pool1"']]],
  [
    'a duplicate top',
    'duplicate-top',
    [
      ['top: "lrn1"', 'top: ¦"norm1"'],
      ['bottom: "lrn1" bottom: "pool1"', 'bottom: "norm1" bottom: "norm1"'],
    ],
  ],
  [
    'one top twice',
    'duplicate-top',
    [
      ['top: "data" top: "label"', 'top: "data" top: "label"'],
      ['bottom: "label" top: "accuracy"', 'bottom: "label" top: "accuracy" top: ¦"accuracy"'],
    ],
  ],
  [
    'no label in the data',
    'label-missing',
    [
      [
        'layer { name: "images" type: "Data" top: "data" top: "label"',
        '¦layer { name: "images" type: "Data" top: "data"',
      ],
    ],
  ],
  [
    'a loss without the label',
    'label-missing',
    [
      [
        'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2" bottom: "label"',
        '¦layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2"',
      ],
    ],
  ],
  [
    'scores for the label',
    'label-missing',
    [
      [
        'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2" bottom: "label"',
        '¦layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2" bottom: "fc1"',
      ],
    ],
  ],
  [
    'a loss on probabilities',
    'wrong-scores',
    [
      ['bottom: "fc2" bottom: "label" top: "loss"', 'bottom: ¦"prob" bottom: "label" top: "loss"'],
      [
        'layer { name: "loss"',
        'layer { name: "soft" type: "Softmax" bottom: "fc2" top: "prob" exclude { stage: "deploy" } }\nlayer { name: "loss"',
      ],
    ],
  ],
  [
    'a loss on images',
    'wrong-scores',
    [['bottom: "fc2" bottom: "label" top: "loss"', 'bottom: ¦"data" bottom: "label" top: "loss"']],
  ],
  [
    'a loss with its bottoms exchanged',
    'wrong-scores',
    [['bottom: "fc2" bottom: "label" top: "loss"', 'bottom: ¦"label" bottom: "fc2" top: "loss"']],
  ],
  [
    'an accuracy on images',
    'wrong-scores',
    [['bottom: "fc2" bottom: "label" top: "accuracy"', 'bottom: ¦"data" bottom: "label" top: "accuracy"']],
  ],
  [
    'a loss behind a ReLU',
    'scores-cut',
    [
      [
        'layer { name: "accuracy"',
        'layer { name: "relu2" type: "ReLU" bottom: "fc2" top: "fc2" }\nlayer { name: "accuracy"',
      ],
      ['bottom: "fc2" bottom: "label" top: "loss"', 'bottom: ¦"fc2" bottom: "label" top: "loss"'],
    ],
    warning,
  ],
  [
    'a regression to the label',
    'label-shape',
    [
      [
        'layer { name: "accuracy"',
        '¦layer { name: "far" type: "EuclideanLoss" bottom: "fc2" bottom: "label" }\nlayer { name: "accuracy"',
      ],
    ],
  ],
  [
    'pairs of ten classes',
    'pair-label',
    [
      [
        'layer { name: "accuracy"',
        '¦layer { name: "pull" type: "ContrastiveLoss" bottom: "fc1" bottom: "fc1" bottom: "label" }\nlayer { name: "accuracy"',
      ],
    ],
    warning,
  ],
  [
    'a loss on a map',
    'shape-mismatch',
    [
      [
        'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2"',
        '¦layer { name: "loss" type: "SoftmaxWithLoss" bottom: "pool1"',
      ],
    ],
  ],
  [
    'maps that do not join',
    'shape-mismatch',
    [
      [
        'layer { name: "both" type: "Concat" bottom: "lrn1" bottom: "pool1"',
        '¦layer { name: "both" type: "Concat" bottom: "lrn1" bottom: "norm1"',
      ],
    ],
  ],
  [
    'a window on scores',
    'shape-mismatch',
    [
      [
        'layer { name: "drop1" type: "Dropout" bottom: "fc1" top: "fc1" }',
        '¦layer { name: "drop1" type: "LRN" bottom: "fc1" top: "fc1" }',
      ],
    ],
  ],
  [
    'another number of scores',
    'class-count',
    [['inner_product_param { weight_filler', 'inner_product_param { ¦num_output: 9 weight_filler']],
  ],
  [
    'another number of probabilities',
    'class-count',
    [
      ['bottom: "fc2" top: "prob"', 'bottom: "fc1" top: "prob"'],
      ['num_output: 32', '¦num_output: 32'],
    ],
  ],
  [
    'a top 5 of 3 classes',
    'top-k',
    [['include { stage: "val" }', 'include { stage: "val" } accuracy_param { ¦top_k: 5 }']],
    { ...warning, options: { classes: 3 } },
  ],
  [
    'no loss',
    'no-loss',
    [
      ['name: "Net"', '¦name: "Net"'],
      ['layer { name: "loss"', '#'],
      ['  exclude { stage: "deploy" } }', ''],
    ],
  ],
  [
    'a loss of weight 0',
    'no-loss',
    [
      ['name: "Net"', '¦name: "Net"'],
      ['top: "loss"', 'top: "loss" loss_weight: 0'],
    ],
  ],
  [
    'no loss when validating',
    'no-validation-loss',
    [
      ['layer { name: "loss"', '¦layer { name: "loss"'],
      ['exclude { stage: "deploy" }', 'include { stage: "train" }'],
    ],
  ],
  [
    'a loss weight too many',
    'loss-weight',
    [
      ['layer { name: "loss"', '¦layer { name: "loss"'],
      ['top: "loss"', 'top: "loss" loss_weight: 1 loss_weight: 1'],
    ],
  ],
  [
    'nothing that classifies',
    'no-probabilities',
    [
      [
        'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2" bottom: "label" top: "loss"',
        'layer { name: "loss" type: "Power" bottom: "fc2" top: "loss" loss_weight: 1',
      ],
      ['layer { name: "prob"', '#'],
      ['  include { stage: "deploy" } }', ''],
      ['name: "Net"', '¦name: "Net"'],
    ],
  ],
  [
    'no Softmax in the deploy part',
    'no-softmax',
    [
      ['layer { name: "loss"', '¦layer { name: "loss"'],
      ['layer { name: "prob"', '#'],
      ['  include { stage: "deploy" } }', ''],
    ],
    warning,
  ],
  [
    'a layer off the path to the loss',
    'no-path-to-loss',
    [
      [
        'layer { name: "drop1"',
        '¦layer { name: "side" type: "InnerProduct" bottom: "both" top: "side"\n  inner_product_param { num_output: 4 weight_filler { type: "xavier" } } }\nlayer { name: "drop1"',
      ],
    ],
    warning,
  ],
  [
    'images that nothing reads',
    'data-unused',
    [
      ['name: "Net"', '¦name: "Net"'],
      [
        'layer { name: "conv1" type: "Convolution" bottom: "data"',
        'layer { name: "grey" type: "DummyData" top: "grey" dummy_data_param { shape { dim: 1 dim: 3 dim: 28 dim: 28 } } }\nlayer { name: "conv1" type: "Convolution" bottom: "grey"',
      ],
    ],
    warning,
  ],
  [
    'nothing that learns',
    'nothing-learns',
    [
      ['name: "Net"', '¦name: "Net"'],
      ['lr_mult: 1', 'lr_mult: 0'],
      ['lr_mult: 2', 'lr_mult: 0'],
      [fc1, `${fc1} param { lr_mult: 0 } param { lr_mult: 0 }`],
      ['bottom: "fc1" top: "fc2"', 'bottom: "fc1" top: "fc2" param { lr_mult: 0 } param { lr_mult: 0 }'],
    ],
    warning,
  ],
  [
    'rules of both kinds',
    'include-and-exclude',
    [['include { stage: "val" }', 'include { stage: "val" } ¦exclude { stage: "deploy" }']],
  ],
  ['a misspelt stage', 'never-runs', [['include { stage: "val" }', '¦include { stage: "vall" }']], warning],
  [
    'rules that no phase meets',
    'never-runs',
    [['include { stage: "val" }', '¦include { phase: TRAIN stage: "val" }']],
    warning,
  ],
  [
    'shared weights of other shapes',
    'shape-mismatch',
    [
      [fc1, `${fc1} param { name: "w" }`],
      ['layer { name: "drop1"', shared('twin', '¦param { name: "w" }').replace('bottom: "both"', 'bottom: "pool1"')],
      ['bottom: "fc1" top: "fc2"', 'bottom: "sum" top: "fc2"'],
    ],
  ],
  [
    'shared weights in another order',
    'share-mode',
    [
      [fc1, `${fc1} param { name: "w" }`],
      [
        'layer { name: "drop1"',
        shared('twin', '¦param { name: "w" share_mode: PERMISSIVE }').replace(
          'inner_product_param {',
          'inner_product_param { transpose: true',
        ),
      ],
      ['bottom: "fc1" top: "fc2"', 'bottom: "sum" top: "fc2"'],
    ],
  ],
  ['shared weights at two rates', 'shared-rate', twin('lr_mult: 1', 'lr_mult: 2')],
  ['shared weights with two decays', 'shared-rate', twin('decay_mult: 0', 'decay_mult: 1')],
  ['a crop larger than the images', 'crop', [['crop_size: 28', '¦crop_size: 33']]],
  [
    'images of no size',
    'dataset',
    [
      ['name: "Net"', '¦name: "Net"'],
      ['transform_param { crop_size: 28 mirror: true }', ''],
    ],
    { options: { input: { channels: 0, height: 32, width: 32 } } },
  ],
  ['a second input', 'several-inputs', inputs('input: "data" input: ¦"pair"')],
  [
    'a second image in one layer',
    'several-inputs',
    inputs('layer { name: "in" type: "Input" top: "data" top: ¦"pair" }'),
  ],
  ['dims for half an input', 'input-dims', inputs('input: "data" ¦input_dim: 1 input_dim: 3')],
  [
    'an input that is no image',
    'several-inputs',
    inputs(
      'layer { name: "in" type: "Input" top: "data" top: ¦"more" input_param { shape { dim: 1 dim: 3 dim: 32 dim: 32 } shape { dim: 1 dim: 9 } } }',
    ),
  ],
  [
    'a text for other images',
    'input-size',
    inputs('input: ¦"data" input_shape { dim: 1 dim: 3 dim: 227 dim: 227 }'),
    warning,
  ],
]
