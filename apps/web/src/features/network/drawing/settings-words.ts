import type { AttributeValue, DrawingNode } from '@fovea/netspec'
import { count, counted, percent } from '../../../lib/format'

type Values = DrawingNode['attributes']

const MOST = 3
const square = (values: Values, name: string) => {
  const height = values[`${name}_h`]
  const width = values[`${name}_w`]
  return height === width ? `${height}` : `${height}×${width}`
}
const side = (values: Values, name: string) => `${values[`${name}_h`]}×${values[`${name}_w`]}`
/** `pad 2`, where it is not what everybody has. */
const unless = (usual: number, values: Values, name: string, word: string) =>
  values[`${name}_h`] === usual && values[`${name}_w`] === usual ? '' : `${word} ${square(values, name)}`
const joined = (...words: string[]) => words.filter(Boolean).join(', ')

const window = (values: Values) => joined(unless(1, values, 'stride', 'stride'), unless(0, values, 'pad', 'pad'))

const filters = (values: Values) =>
  joined(
    `${count(Number(values['num_output']))} × ${side(values, 'kernel')}`,
    window(values),
    unless(1, values, 'dilation', 'dilated'),
    Number(values['group']) > 1 ? `${values['group']} groups` : '',
  )

const pooled: Record<string, string> = { MAX: 'max', AVE: 'mean', STOCHASTIC: 'by chance' }
const joinedBy: Record<string, string> = { SUM: 'sum', PROD: 'product', MAX: 'max' }

const BY_TYPE: Record<string, (values: Values) => string> = {
  Convolution: filters,
  Deconvolution: filters,
  Pooling: values =>
    joined(
      values['global_pooling'] === true
        ? `${pooled[`${values['pool']}`]} of all`
        : `${pooled[`${values['pool']}`]} ${side(values, 'kernel')}`,
      values['global_pooling'] === true ? '' : window(values),
    ),
  InnerProduct: values => counted(Number(values['num_output']), 'output'),
  Dropout: values => `drops ${percent(Number(values['dropout_ratio']), 0)}`,
  LRN: values =>
    values['norm_region'] === 'WITHIN_CHANNEL'
      ? `within ${values['local_size']}×${values['local_size']}`
      : `over ${values['local_size']} channels`,
  Eltwise: values => joinedBy[`${values['operation']}`] ?? '',
  Concat: values => (values['axis'] === 1 ? '' : `along axis ${values['axis']}`),
  BatchNorm: () => '',
  Scale: values => (values['bias_term'] === true ? 'with bias' : ''),
  Softmax: () => '',
  SoftmaxWithLoss: () => '',
  Accuracy: values => (Number(values['top_k']) > 1 ? `top ${values['top_k']}` : ''),
}

const said = (name: string, value: AttributeValue) =>
  `${name.replaceAll('_', ' ')} ${typeof value === 'object' && value !== null ? value.join(' ') : value}`

/** What the layer was set to, in a few words; of types that have none of their own, the first fields that hold something. */
export function settingsOf({ type, attributes }: Pick<DrawingNode, 'type' | 'attributes'>): string {
  if (Object.keys(attributes).length === 0) return ''
  const own = BY_TYPE[type]
  if (own) return own(attributes)
  return Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== false && value !== 0 && `${value}` !== '')
    .slice(0, MOST)
    .map(([name, value]) => said(name, value))
    .join(', ')
}
