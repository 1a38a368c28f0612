import { layer, xavier } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one, vector } from './layer-case.js'

const inner = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: one('InnerProduct', `inner_product_param { num_output: 5 ${param} ${xavier} }`),
  items: [9],
  ...more,
})

/** Scale and Bias cover the same axes by the same fields. */
const along = (type: string, message: string, more: string): LayerCase[] => [
  { what: 'a value for each channel', text: one(type, more && `${message} { ${more} }`), items: [16] },
  {
    what: 'a value for each row and column',
    text: one(type, `${message} { axis: 2 num_axes: 2 ${more} }`),
    items: [16],
  },
  { what: 'to the end', text: one(type, `${message} { axis: 1 num_axes: -1 ${more} }`), items: [16] },
  { what: 'the last axis, counted from the end', text: one(type, `${message} { axis: -1 ${more} }`), items: [16] },
  { what: 'one value for all', text: one(type, `${message} { num_axes: 0 ${more} }`), items: [16] },
  { what: 'channels and rows', text: one(type, `${message} { axis: -3 num_axes: 2 ${more} }`), batch: 1 },
  {
    what: 'in place behind a vector',
    text: vector('few', 6) + layer('top', type, 'few', more && `${message} { ${more} }`, 'few'),
    items: [28],
  },
  {
    what: 'by a second bottom of the same shape',
    text: maps('by', 3) + layer('top', type, 'data by', `${message} { axis: 0 }`),
    items: [16],
  },
  {
    what: 'by a second bottom: a value for each image and channel',
    text: vector('by', 3) + layer('top', type, 'data by', `${message} { axis: 0 }`),
    items: [16],
  },
]

export const affineCases: LayerCases = {
  InnerProduct: [
    inner('a map in the order C, H, W', ''),
    inner('without bias', 'bias_term: false'),
    inner('turned: a weight is in × out', 'transpose: true'),
    inner('along the last axis alone', 'axis: 3'),
    inner('from an axis counted from the end', 'axis: -2 transpose: true'),
    {
      what: 'of a vector, one image',
      text: vector('few', 7) + layer('top', 'InnerProduct', 'few', `inner_product_param { num_output: 3 ${xavier} }`),
      batch: 1,
    },
    {
      what: 'of pooled maps, whatever their order in memory',
      text:
        maps('maps', 5) +
        layer('pooled', 'Pooling', 'maps', 'pooling_param { kernel_size: 2 stride: 2 }') +
        layer('top', 'InnerProduct', 'pooled', `inner_product_param { num_output: 3 ${xavier} }`),
      items: [9],
    },
  ],
  Scale: [
    ...along('Scale', 'scale_param', ''),
    ...along('Scale', 'scale_param', 'bias_term: true')
      .slice(0, 5)
      .map(made => ({ ...made, what: `${made.what}, and a bias` })),
  ],
  Bias: [
    ...along('Bias', 'bias_param', ''),
    { what: 'filled', text: one('Bias', 'bias_param { filler { value: 2 } }') },
  ],
}
