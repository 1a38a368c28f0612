import { standardLayers } from '../standard-layers.ts'
import type { PlantedFault } from './planted.ts'

const warning = { severity: 'warning' } as const
const withoutOnnx = (type: string) =>
  standardLayers.map(({ onnx, ...layer }) => (layer.type === type || onnx === undefined ? layer : { ...layer, onnx }))
const layer = 'layer { name: "fc1"'

/** What is wrong with a layer by itself. */
export const faultsOfLayers: readonly PlantedFault[] = [
  ['a misspelt type', 'unknown-layer', [['type: "Pooling"', 'type: ¦"Poolling"']]],
  ['a missing type', 'unknown-layer', [['layer { name: "pool1" type: "Pooling"', '¦layer { name: "pool1"']]],
  [
    'a misspelt type of the old form',
    'unknown-layer',
    [['layer { name: "pool1" type: "Pooling"', 'layers { name: "pool1" type: ¦POLING']],
  ],
  ['code of its own', 'refused-layer', [['type: "Pooling"', 'type: ¦"Python"']]],
  ['a sequence', 'refused-layer', [['type: "Pooling"', 'type: ¦"LSTM"']]],
  [
    'a refused type of the old form',
    'refused-layer',
    [['layer { name: "pool1" type: "Pooling"', 'layers { name: "pool1" type: ¦IM2COL']],
  ],
  ['a missing name', 'layer-name', [['layer { name: "drop1"', '¦layer {']]],
  ['a very long name', 'layer-name', [['layer { name: "drop1"', `¦layer { name: "${'d'.repeat(201)}"`]]],
  ['a second layer of a name', 'duplicate-layer', [['layer { name: "drop1"', '¦layer { name: "fc1"']]],
  ['a message of another type', 'without-effect', [['top: "norm1" }', 'top: "norm1" ¦pooling_param { } }']], warning],
  [
    'a bottom too few',
    'bottom-count',
    [['layer { name: "pool1" type: "Pooling" bottom: "norm1"', '¦layer { name: "pool1" type: "Pooling"']],
  ],
  [
    'a bottom too many',
    'bottom-count',
    [['layer { name: "pool1" type: "Pooling"', '¦layer { name: "pool1" type: "Pooling" bottom: "data"']],
  ],
  [
    'a top too many',
    'top-count',
    [['layer { name: "lrn1" type: "LRN"', '¦layer { name: "lrn1" type: "LRN" top: "other"']],
  ],
  [
    'no top',
    'top-count',
    [
      [
        'layer { name: "accuracy" type: "Accuracy" bottom: "fc2" bottom: "label" top: "accuracy"',
        '¦layer { name: "accuracy" type: "Accuracy" bottom: "fc2" bottom: "label"',
      ],
    ],
  ],
  ['a blob without a name', 'blob-name', [['top: "accuracy"', 'top: ¦""']]],
  ['a blob with an @', 'blob-name', [['top: "accuracy"', 'top: ¦"accuracy@val"']]],
  [
    'no kernel',
    'missing-field',
    [
      ['kernel_size: 2 stride: 2', 'stride: 2'],
      ['layer { name: "pool1"', '¦layer { name: "pool1"'],
    ],
  ],
  [
    'no filters',
    'missing-field',
    [
      ['    num_output: 8\n', ''],
      ['layer { name: "conv1"', '¦layer { name: "conv1"'],
    ],
  ],
  [
    'no outputs, though not the last',
    'missing-field',
    [
      ['num_output: 32 ', ''],
      [layer, `¦${layer}`],
    ],
  ],
  [
    'a filler left out',
    'missing-filler',
    [
      ['    weight_filler { type: "xavier" }\n', ''],
      ['layer { name: "conv1"', '¦layer { name: "conv1"'],
    ],
    warning,
  ],
  ['a neighbourhood without a middle', 'wrong-value', [['local_size: 3', '¦local_size: 4']]],
  ['a kernel of a thousand million', 'kernel-too-large', [['kernel_size: 5', '¦kernel_size: 1000000000']]],
  ['a kernel larger than its map', 'kernel-too-large', [['kernel_size: 5', '¦kernel_size: 29']]],
  ['a window larger than its map', 'kernel-too-large', [['kernel_size: 2', '¦kernel_size: 25']]],
  ['groups that do not divide', 'group', [['num_output: 8', 'num_output: 8 ¦group: 2']]],
  ['a pad as large as its window', 'pad-too-large', [['stride: 2 }', 'stride: 2 ¦pad: 2 }']]],
  [
    'a stride larger than its kernel',
    'empty-window',
    [['kernel_size: 2 stride: 2', 'kernel_size: 2 ¦stride: 3']],
    warning,
  ],
  ['an axis that is not there', 'wrong-axis', [['top: "both" }', 'top: "both" concat_param { ¦axis: 4 } }']]],
  [
    'an array beyond any memory',
    'too-large',
    [
      ['num_output: 32', 'num_output: 2000000000'],
      [layer, `¦${layer}`],
    ],
  ],
  [
    'a pooling forgotten',
    'pooling-forgotten',
    [
      ['num_output: 32', 'num_output: 1000'],
      ['kernel_size: 2 stride: 2', 'kernel_size: 3 pad: 1'],
      [layer, `¦${layer}`],
    ],
    warning,
  ],
  [
    'statistics of the batch',
    'batch-statistics',
    [
      [
        'layer { name: "norm1" type: "BatchNorm"',
        'layer { name: "norm1" type: "BatchNorm" batch_norm_param { ¦use_global_stats: false }',
      ],
    ],
    warning,
  ],
  ['a param too many', 'param-count', [['param { lr_mult: 2 }', 'param { lr_mult: 2 } ¦param { lr_mult: 1 }']]],
  ['a param of a layer that has none', 'param-count', [['type: "ReLU"', 'type: "ReLU" ¦param { lr_mult: 1 }']]],
  [
    'a rate for statistics',
    'statistic-rate',
    [['type: "BatchNorm"', 'type: "BatchNorm" ¦param { lr_mult: 1 }']],
    warning,
  ],
  ['propagation for too few bottoms', 'propagate-down', [['top: "both" }', 'top: "both" ¦propagate_down: true }']]],
  ['propagation forbidden', 'propagate-down', [['type: "Dropout"', 'type: "Dropout" ¦propagate_down: false']], warning],
  [
    'a layer that cannot be exported',
    'no-onnx-form',
    [['layer { name: "lrn1"', '¦layer { name: "lrn1"']],
    { options: { layers: withoutOnnx('LRN') } },
  ],
  [
    'mean values of another dataset',
    'mean-value',
    [
      ['layer { name: "images"', '¦layer { name: "images"'],
      ['mirror: true', 'mean_value: 104'],
    ],
    warning,
  ],
]
