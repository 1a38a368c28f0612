import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one, vector } from './layer-case.js'

/** A layer of each value by itself: as it is by default, and with what is off default. */
function each(type: string, params: Readonly<Record<string, string>>, more: Partial<LayerCase> = {}): LayerCase[] {
  const made = Object.entries(params).map(([what, param]) => ({ what, text: one(type, param), ...more }))
  return [
    ...made,
    {
      what: 'in place',
      text: maps('maps', 3) + layer('top', type, 'maps', Object.values(params).at(-1) ?? '', 'maps'),
      items: [28],
      ...more,
    },
    { what: 'of a vector, one image', text: vector('few', 5) + layer('top', type, 'few'), batch: 1, ...more },
  ]
}

const plain = (type: string, field = ''): LayerCase[] => [
  ...each(type, { 'near 0': field, 'far from 0': '' }).map((made, i) =>
    i === 1 ? { ...made, values: 'wide' as const } : made,
  ),
  { what: 'at 0 itself', text: one(type), values: 'integers' },
]

const isOfLn = { items: [18] }

export const activationCases: LayerCases = {
  ReLU: [
    ...each(
      'ReLU',
      {
        'as it stands': '',
        'a slope below 0': 'relu_param { negative_slope: 0.1 }',
        'a negative slope': 'relu_param { negative_slope: -0.5 engine: CAFFE }',
      },
      { items: [17] },
    ),
    { what: 'at 0 itself', text: one('ReLU', 'relu_param { negative_slope: 0.25 }'), values: 'integers' },
  ],
  PReLU: [
    { what: 'a slope for each channel', text: one('PReLU'), items: [17] },
    { what: 'one slope for all', text: one('PReLU', 'prelu_param { channel_shared: true }'), items: [17] },
    { what: 'of a vector', text: vector('few', 5) + layer('top', 'PReLU', 'few') },
    {
      what: 'in place behind a convolution',
      text: maps('maps', 4) + layer('top', 'PReLU', 'maps', 'prelu_param { filler { value: 0.1 } }', 'maps'),
      items: [28],
    },
    {
      what: 'one image, at 0 itself',
      text: one('PReLU', 'prelu_param { channel_shared: false filler { type: "gaussian" std: 0.1 } }'),
      values: 'integers',
      batch: 1,
    },
  ],
  ELU: [
    ...each('ELU', { 'as it stands': '', 'another alpha': 'elu_param { alpha: 0.3 }' }),
    { what: 'far from 0, where e^x must not overflow', text: one('ELU', 'elu_param { alpha: 2 }'), values: 'wide' },
    { what: 'alpha 0 is a ReLU', text: one('ELU', 'elu_param { alpha: 0 }') },
  ],
  Sigmoid: plain('Sigmoid', 'sigmoid_param { engine: CAFFE }'),
  TanH: plain('TanH', 'tanh_param { engine: DEFAULT }'),
  AbsVal: plain('AbsVal'),
  BNLL: plain('BNLL'),
  Swish: [
    ...each('Swish', {
      'as it stands': '',
      'a beta': 'swish_param { beta: 0.5 }',
      'a negative beta': 'swish_param { beta: -1.5 }',
    }),
    { what: 'far from 0', text: one('Swish', 'swish_param { beta: 2 }'), values: 'wide' },
  ],
  Clip: [
    { what: 'both ends', text: one('Clip', 'clip_param { min: -0.5 max: 0.75 }') },
    { what: 'both above 0', text: one('Clip', 'clip_param { min: 0.25 max: 1 }') },
    { what: 'both below 0', text: one('Clip', 'clip_param { max: -0.25 min: -2 }') },
    { what: 'values that lie at the ends', text: one('Clip', 'clip_param { min: -1 max: 1 }'), values: 'integers' },
    {
      what: 'in place',
      text: maps('maps', 4) + layer('top', 'Clip', 'maps', 'clip_param { min: 0 max: 6 }', 'maps'),
      items: [28],
    },
  ],
  Threshold: [
    { what: 'as it stands', text: one('Threshold') },
    {
      what: 'a value that equals it is not above it',
      text: one('Threshold', 'threshold_param { threshold: 1 }'),
      values: 'integers',
    },
    { what: 'below 0', text: one('Threshold', 'threshold_param { threshold: -0.5 }') },
    { what: 'zeros are not above 0', text: one('Threshold', ''), values: 'integers' },
    {
      what: 'of a vector, one image',
      text: vector('few', 20) + layer('top', 'Threshold', 'few', 'threshold_param { threshold: 0.1 }'),
      batch: 1,
    },
  ],
  Power: [
    ...each(
      'Power',
      {
        'as it stands': '',
        'scale and shift': 'power_param { scale: -2 shift: 0.25 }',
        'a square': 'power_param { power: 2 scale: 0.5 shift: 1 }',
      },
      isOfLn,
    ),
    {
      what: 'a root',
      text: one('Power', 'power_param { power: 0.5 scale: 2 shift: 0.5 }'),
      values: 'positive',
      ...isOfLn,
    },
    { what: 'a negative power', text: one('Power', 'power_param { power: -1.5 shift: 1 }'), values: 'positive' },
    { what: 'the power 0', text: one('Power', 'power_param { power: 0 scale: 3 }'), isConstant: true },
    { what: 'the cube of negative values', text: one('Power', 'power_param { power: 3 }'), ...isOfLn },
    { what: 'the scale 0', text: one('Power', 'power_param { scale: 0 shift: -1 power: 3 }'), isConstant: true },
  ],
  Exp: each(
    'Exp',
    {
      'to the base e': '',
      'to the base 2': 'exp_param { base: 2 scale: 0.5 shift: 1 }',
      'to a base below 1': 'exp_param { base: 0.5 shift: -1 }',
      'to the base −1, which is e': 'exp_param { base: -1 scale: -1 }',
    },
    isOfLn,
  ),
  Log: [
    ...[
      ['to the base e', ''],
      ['to the base 10', 'log_param { base: 10 }'],
      ['scale and shift', 'log_param { base: 2 scale: 3 shift: 0.5 }'],
      ['to a base below 1', 'log_param { base: 0.5 }'],
      ['to the base −1, which is e', 'log_param { base: -1 shift: 2 }'],
    ].map(([what = '', param = '']): LayerCase => ({ what, text: one('Log', param), values: 'positive', ...isOfLn })),
    {
      what: 'of negative values turned by the scale, one image',
      text:
        layer('turned', 'Power', 'data', 'power_param { scale: -1 }') +
        layer('top', 'Log', 'turned', 'log_param { scale: -2 }'),
      values: 'positive',
      batch: 1,
    },
  ],
}
