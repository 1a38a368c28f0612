import { classifier, layer } from '../../text.js'
import type { LayerCase } from './layer-case.js'

const filled =
  (type: string, size: string, weight: string, bias = '') =>
  (name: string) =>
    layer(
      name,
      type,
      'data',
      `${type === 'InnerProduct' ? 'inner_product_param' : 'convolution_param'} { ${size} ${weight && `weight_filler { ${weight} }`} ${bias && `bias_filler { ${bias} }`} }`,
    )
const convolution = (weight: string, bias = '') => filled('Convolution', 'num_output: 80 kernel_size: 5', weight, bias)
const inner = (weight: string, bias = '') => filled('InnerProduct', 'num_output: 60', weight, bias)
/** Its array is in × out/group: fan_in counts what is no input of it. */
const deconvolution = (weight: string) => filled('Deconvolution', 'num_output: 60 kernel_size: 6 group: 3', weight)

const of = (what: string, items: number[], layers: ((name: string) => string)[]): LayerCase => ({
  what,
  items,
  text: layers.map((make, i) => make(`layer${i}`)).join('') + classifier('data'),
  input: [3, 9, 8],
})

/** Networks of arrays large enough to tell one distribution from another. */
export const fillerCases: readonly LayerCase[] = [
  of('no filler is all zeros', [33], [convolution(''), inner('', '')]),
  of(
    'constants',
    [33],
    [convolution('value: 0.25', 'type: "constant" value: -1'), inner('type: "constant" value: 2', 'value: 3')],
  ),
  of(
    'uniform',
    [33],
    [convolution('type: "uniform"', 'type: "uniform" min: -3 max: -1'), inner('type: "uniform" min: -0.01 max: 0.03')],
  ),
  of(
    'xavier by fan in',
    [34],
    [convolution('type: "xavier"'), inner('type: "xavier"'), inner('type: "xavier" variance_norm: FAN_IN')],
  ),
  of(
    'xavier by fan out and by both',
    [34],
    [
      convolution('type: "xavier" variance_norm: FAN_OUT'),
      convolution('type: "xavier" variance_norm: AVERAGE'),
      inner('type: "xavier" variance_norm: FAN_OUT'),
      inner('type: "xavier" variance_norm: AVERAGE'),
    ],
  ),
  of(
    'msra',
    [35],
    [
      convolution('type: "msra"'),
      inner('type: "msra" variance_norm: FAN_OUT'),
      convolution('type: "msra" variance_norm: AVERAGE'),
    ],
  ),
  of(
    'gaussian, sparse as well',
    [35],
    [
      convolution('type: "gaussian"', 'type: "gaussian" mean: 5'),
      inner('type: "gaussian" mean: -0.5 std: 0.02'),
      inner('type: "gaussian" std: 0.1 sparse: 12'),
      convolution('type: "gaussian" sparse: 40'),
    ],
  ),
  of(
    'positive_unitball and bilinear',
    [35],
    [
      convolution('type: "positive_unitball"'),
      inner('type: "positive_unitball"'),
      convolution('type: "bilinear"'),
      filled('Convolution', 'num_output: 4 kernel_size: 4', 'type: "bilinear"'),
    ],
  ),
  of(
    'fan in of a Deconvolution, which is of its array and not of its inputs',
    [35],
    [
      deconvolution('type: "xavier"'),
      deconvolution('type: "msra" variance_norm: FAN_OUT'),
      filled(
        'Deconvolution',
        'num_output: 3 kernel_size: 4 stride: 2 pad: 1 group: 3 bias_term: false',
        'type: "bilinear"',
      ),
    ],
  ),
  {
    ...of('factors and slopes of their own defaults', [16, 17], []),
    text: `${layer('scaled', 'Scale', 'data', 'scale_param { bias_term: true }')}${layer('own', 'Scale', 'data', 'scale_param { axis: 2 num_axes: 2 filler { type: "gaussian" mean: 2 } bias_term: true bias_filler { value: 3 } }')}${layer('bent', 'PReLU', 'data')}${layer('bentOwn', 'PReLU', 'data', 'prelu_param { filler { value: -1 } }')}${layer('bias', 'Bias', 'data')}${layer('biasOwn', 'Bias', 'data', 'bias_param { axis: 1 num_axes: -1 filler { type: "uniform" } }')}${classifier('data')}`,
  },
]
