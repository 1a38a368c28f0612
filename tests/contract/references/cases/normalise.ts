import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one, vector } from './layer-case.js'

const lrn = (what: string, param: string, items: number[], more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: maps('maps', 7) + layer('top', 'LRN', 'maps', param && `lrn_param { ${param} }`),
  items,
  ...more,
})
const norm = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: maps('maps', 3) + layer('top', 'BatchNorm', 'maps', param && `batch_norm_param { ${param} }`),
  items: [14],
  ...more,
})
const mvn = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: one('MVN', param && `mvn_param { ${param} }`),
  items: [26],
  ...more,
})

export const normaliseCases: LayerCases = {
  LRN: [
    lrn('across 5 channels: alpha is 1', '', [11]),
    lrn('across 3, with a k', 'local_size: 3 alpha: 0.3 beta: 0.5 k: 2', [11]),
    lrn('across one channel alone', 'local_size: 1 alpha: 2', [11]),
    lrn('across more channels than there are', 'local_size: 9 alpha: 0.5 beta: 1.5', [11], { input: [3, 2, 2] }),
    lrn('within a channel', 'local_size: 3 norm_region: WITHIN_CHANNEL engine: CAFFE', [12]),
    lrn(
      'within a channel, where k is not read',
      'local_size: 5 alpha: 0.5 beta: 2 k: 7 norm_region: WITHIN_CHANNEL',
      [12],
    ),
    lrn('within a channel smaller than the window', 'local_size: 7 norm_region: WITHIN_CHANNEL', [12], {
      input: [2, 3, 2],
      batch: 1,
    }),
    lrn('as AlexNet has it', 'local_size: 5 alpha: 0.0001 beta: 0.75', [11], { values: 'wide' }),
  ],
  BatchNorm: [
    norm('by the batch in training, by its sums in validation', ''),
    norm('sums that forget quickly, a large eps', 'moving_average_fraction: 0.5 eps: 0.1 engine: CAFFE'),
    norm('by its sums in training, too', 'use_global_stats: true eps: 0.5', { items: [15] }),
    norm('by the batch in validation, too', 'use_global_stats: false', { items: [15] }),
    {
      what: 'of a vector',
      text: vector('few', 6) + layer('top', 'BatchNorm', 'few', 'batch_norm_param { eps: 0.01 }'),
    },
    {
      what: 'in place, rates of 0 as old texts say',
      text:
        maps('maps', 4) +
        layer('top', 'BatchNorm', 'maps', 'param { lr_mult: 0 } param { lr_mult: 0 } param { lr_mult: 0 }', 'maps'),
      items: [15, 28],
    },
    norm('one image: its variance is of its pixels', 'moving_average_fraction: 0.9', { batch: 1 }),
  ],
  MVN: [
    mvn('of each map', ''),
    mvn('of each image', 'across_channels: true'),
    mvn('the mean alone', 'normalize_variance: false'),
    mvn('the mean alone of each image', 'normalize_variance: false across_channels: true'),
    mvn('an eps that stands outside the root', 'eps: 0.001', { batch: 1 }),
    {
      what: 'in place',
      text: maps('maps', 4) + layer('top', 'MVN', 'maps', 'mvn_param { across_channels: true }', 'maps'),
      items: [28],
    },
  ],
}
