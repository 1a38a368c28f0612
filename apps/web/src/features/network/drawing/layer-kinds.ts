/** What a layer does, roughly: its colour and its sign in the drawing, beside the word of its type. */
export type LayerKind =
  | 'data'
  | 'convolution'
  | 'pooling'
  | 'dense'
  | 'norm'
  | 'activation'
  | 'join'
  | 'shape'
  | 'output'
  | 'other'

const TYPES: Record<Exclude<LayerKind, 'other'>, readonly string[]> = {
  data: ['Input', 'DummyData', 'Parameter'],
  convolution: ['Convolution', 'Deconvolution', 'Im2col'],
  pooling: ['Pooling', 'SPP'],
  dense: ['InnerProduct', 'Embed'],
  norm: ['LRN', 'BatchNorm', 'Scale', 'Bias', 'MVN', 'Dropout'],
  activation: [
    'ReLU',
    'PReLU',
    'ELU',
    'TanH',
    'Sigmoid',
    'Swish',
    'BNLL',
    'AbsVal',
    'Power',
    'Exp',
    'Log',
    'Clip',
    'Threshold',
  ],
  join: ['Concat', 'Eltwise', 'Slice', 'Split', 'Silence'],
  shape: ['Flatten', 'Reshape', 'Crop', 'Tile', 'Reduction', 'ArgMax'],
  output: ['Softmax', 'Accuracy'],
}

const kinds = new Map(Object.entries(TYPES).flatMap(([kind, types]) => types.map(type => [type, kind as LayerKind])))

export function kindOf(type: string): LayerKind {
  return kinds.get(type) ?? (type.endsWith('Loss') ? 'output' : 'other')
}
