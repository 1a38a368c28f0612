import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one, vector } from './layer-case.js'

const three = maps('b', 3) + maps('c', 3)
const eltwise = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: three + layer('top', 'Eltwise', 'data b c', param && `eltwise_param { ${param} }`),
  items: [19],
  ...more,
})
const concat = (what: string, text: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text,
  items: [19],
  ...more,
})
const slice = (what: string, tops: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: maps('maps', 6) + layer('cut', 'Slice', 'maps', param && `slice_param { ${param} }`, tops),
  items: [19],
  ...more,
})
const taller = layer('taller', 'Pooling', 'data', 'pooling_param { kernel_size: 2 pad: 1 }')
const smaller = (kernel: number) => layer('smaller', 'Pooling', 'data', `pooling_param { kernel_size: ${kernel} }`)

export const combineCases: LayerCases = {
  Eltwise: [
    eltwise('a sum', ''),
    eltwise('a sum with a factor for each', 'operation: SUM coeff: [1, -2, 0.5]'),
    eltwise('a product', 'operation: PROD'),
    eltwise('a product by its quick gradient', 'operation: PROD stable_prod_grad: false', { batch: 1 }),
    eltwise('the largest', 'operation: MAX'),
    {
      what: 'the largest of equal values',
      text:
        layer('b', 'ReLU', 'data') +
        layer('c', 'AbsVal', 'data') +
        layer('top', 'Eltwise', 'b data c', 'eltwise_param { operation: MAX }'),
      values: 'integers',
    },
    {
      what: 'the largest of negative values',
      text: maps('b', 3) + layer('top', 'Eltwise', 'data b', 'eltwise_param { operation: MAX }'),
      values: 'wide',
    },
    {
      what: 'a difference of vectors, by number of its operation',
      text:
        vector('a', 5) +
        vector('b', 5) +
        layer('top', 'Eltwise', 'a b', 'eltwise_param { operation: 1 coeff: 1 coeff: -1 }'),
      items: [19],
    },
    {
      what: 'a blob with itself',
      text: layer('top', 'Eltwise', 'data data', 'eltwise_param { operation: PROD }'),
      items: [31],
    },
  ],
  Concat: [
    concat('channels', maps('b', 5) + layer('top', 'Concat', 'data b data')),
    concat(
      'rows',
      taller +
        layer('shorter', 'Pooling', 'data', 'pooling_param { kernel_h: 3 kernel_w: 1 }') +
        layer('top', 'Concat', 'data shorter', 'concat_param { axis: 2 }'),
    ),
    concat(
      'columns, counted from the end',
      layer('narrow', 'Pooling', 'data', 'pooling_param { kernel_h: 1 kernel_w: 4 }') +
        layer('top', 'Concat', 'narrow data', 'concat_param { axis: -1 }'),
    ),
    concat(
      'by the older concat_dim',
      maps('b', 2) + layer('top', 'Concat', 'b data', 'concat_param { concat_dim: 1 }'),
      { batch: 1 },
    ),
    concat('vectors', vector('a', 3) + vector('b', 4) + layer('top', 'Concat', 'a b', 'concat_param { axis: 1 }')),
    concat('a single blob', layer('top', 'Concat', 'data')),
  ],
  Slice: [
    slice('equal parts', 'a b c', ''),
    slice('at points', 'a b c', 'slice_point: 1 slice_point: 4'),
    slice('at points given as a list', 'a b', 'axis: 1 slice_point: [5]'),
    slice('rows', 'a b', 'axis: 2 slice_point: 2', { batch: 1 }),
    slice('columns, counted from the end', 'a b', 'axis: -1'),
    slice('by the older slice_dim', 'a b', 'slice_dim: 1 slice_point: 2'),
    {
      what: 'a vector',
      text: vector('few', 7) + layer('cut', 'Slice', 'few', 'slice_param { slice_point: 3 }', 'a b'),
      items: [19],
    },
  ],
  Split: [
    { what: 'two copies', text: layer('split', 'Split', 'data', '', 'a b'), items: [31] },
    {
      what: 'three copies, gradients summed',
      text: maps('maps', 4) + layer('split', 'Split', 'maps', '', 'a b c'),
      items: [31],
    },
    { what: 'one copy', text: layer('split', 'Split', 'data', '', 'a') },
    { what: 'of a vector', text: vector('few', 5) + layer('split', 'Split', 'few', '', 'a b'), batch: 1 },
    {
      what: 'one copy changed in place leaves the other',
      text: layer('split', 'Split', 'data', '', 'a b') + layer('bent', 'ReLU', 'a', '', 'a'),
      items: [28, 31],
    },
  ],
  Silence: [
    { what: 'one blob', text: layer('quiet', 'Silence', 'data', '', '').replace('top: ""', '') },
    { what: 'several', text: three + layer('quiet', 'Silence', 'b c', '', '').replace('top: ""', '') },
    {
      what: 'the label',
      text: layer('quiet', 'Silence', 'label', 'exclude { stage: "deploy" }', '').replace('top: ""', ''),
    },
    {
      what: 'a vector',
      text: vector('few', 3) + layer('quiet', 'Silence', 'few', '', '').replace('top: ""', ''),
      batch: 1,
    },
    {
      what: 'in training alone',
      text: layer('quiet', 'Silence', 'data', 'include { phase: TRAIN }', '').replace('top: ""', ''),
    },
  ],
  Crop: [
    { what: 'rows and columns from 0', text: smaller(3) + layer('top', 'Crop', 'data smaller'), items: [26] },
    {
      what: 'one offset for both',
      text: smaller(4) + layer('top', 'Crop', 'data smaller', 'crop_param { offset: 2 }'),
      items: [26],
    },
    {
      what: 'an offset for each',
      text: smaller(3) + layer('top', 'Crop', 'data smaller', 'crop_param { offset: 2 offset: 1 }'),
      items: [26],
    },
    {
      what: 'columns alone',
      text:
        layer('smaller', 'Pooling', 'data', 'pooling_param { kernel_h: 1 kernel_w: 3 }') +
        layer('top', 'Crop', 'data smaller', 'crop_param { axis: 3 offset: 1 }'),
    },
    {
      what: 'channels, too',
      text:
        layer(
          'few',
          'Convolution',
          'data',
          'convolution_param { num_output: 2 kernel_size: 3 weight_filler { type: "xavier" } }',
        ) + layer('top', 'Crop', 'data few', 'crop_param { axis: 1 offset: [1, 0, 2] }'),
      batch: 1,
    },
    {
      what: 'from an axis counted from the end',
      text: smaller(2) + layer('top', 'Crop', 'data smaller', 'crop_param { axis: -2 offset: 1 }'),
    },
  ],
  Tile: [
    { what: 'channels', text: one('Tile', 'tile_param { tiles: 3 }'), items: [26] },
    { what: 'rows', text: one('Tile', 'tile_param { axis: 2 tiles: 2 }') },
    { what: 'the last axis, counted from the end', text: one('Tile', 'tile_param { axis: -1 tiles: 2 }'), batch: 1 },
    { what: 'once', text: one('Tile', 'tile_param { tiles: 1 }') },
    { what: 'a vector', text: vector('few', 4) + layer('top', 'Tile', 'few', 'tile_param { tiles: 5 }') },
  ],
}
