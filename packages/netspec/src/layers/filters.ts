import type { LayerScope, ParameterForm } from '../layer.ts'
import { keywords, square, unless } from '../outputs/python.ts'
import { bool, ignored, int, ints, type ValuesOf } from '../schema/fields.ts'
import { filler, pair, toFiller, windowFields, windowOf } from './common.ts'

/** `convolution_param`, of Convolution and Deconvolution. */
export const filterFields = {
  num_output: int({ min: 1 }),
  bias_term: bool(true),
  ...windowFields,
  dilation: ints({ min: 1 }),
  group: int({ default: 1, min: 1 }),
  weight_filler: filler(),
  bias_filler: filler(),
  axis: int({ default: 1, min: 1, max: 1 }),
  engine: ignored(),
  force_nd_im2col: ignored(),
}
type FilterFields = ValuesOf<typeof filterFields>

export function filtersOf(fields: FilterFields, scope: LayerScope) {
  const window = windowOf(fields, scope)
  const [dilation_h, dilation_w] = pair(
    { square: 'dilation', values: fields.dilation, height: undefined, width: undefined, absent: 1 },
    scope,
  )
  const num_output =
    fields.num_output ??
    scope.fail('missing-field', `${scope.name} has no num_output.`, 'Add num_output: with the number of filters.')
  const { group, bias_term } = fields
  return { num_output, ...window, dilation_h, dilation_w, group, bias_term }
}
type Filters = ReturnType<typeof filtersOf>

/** Rows and columns that a filter spans, its gaps included. */
export function reach({ kernel_h, kernel_w, dilation_h, dilation_w }: Filters): readonly [number, number] {
  return [dilation_h * (kernel_h - 1) + 1, dilation_w * (kernel_w - 1) + 1]
}

export function checkGroups(channels: number, { group, num_output }: Filters, scope: LayerScope): void {
  if (channels % group === 0 && num_output % group === 0) return
  scope.fail(
    'group',
    `${scope.name} has ${group} groups, which do not divide its ${channels} input channels and ${num_output} filters evenly.`,
    'Choose a group that divides both.',
  )
}

/** Weights of outer × inner ÷ group × rows × columns, and a bias for each filter. */
export function filterParameters(outer: number, inner: number, a: Filters, fields: FilterFields): ParameterForm[] {
  const shape = [outer, inner / a.group, a.kernel_h, a.kernel_w]
  const weight = { role: 'weight', shape, filler: toFiller(fields.weight_filler), needsFiller: true }
  return a.bias_term
    ? [weight, { role: 'bias', shape: [a.num_output], filler: toFiller(fields.bias_filler) }]
    : [weight]
}

/** The attributes that ONNX's Conv and ConvTranspose share. */
export function onnxFilters(a: Filters) {
  return {
    kernel_shape: { ints: [a.kernel_h, a.kernel_w] },
    strides: { ints: [a.stride_h, a.stride_w] },
    pads: { ints: [a.pad_h, a.pad_w, a.pad_h, a.pad_w] },
    dilations: { ints: [a.dilation_h, a.dilation_w] },
    group: { i: a.group },
  }
}

/** The options that PyTorch's Conv2d and ConvTranspose2d share. */
export function torchFilters(a: Filters): string {
  return keywords({
    kernel_size: square(a.kernel_h, a.kernel_w),
    stride: unless(1, square(a.stride_h, a.stride_w)),
    padding: unless(0, square(a.pad_h, a.pad_w)),
    dilation: unless(1, square(a.dilation_h, a.dilation_w)),
    groups: unless(1, a.group),
    bias: unless(true, a.bias_term),
  })
}
