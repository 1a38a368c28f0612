import { defineLayer, elements } from '../layer.ts'
import { keywords, square, unless } from '../outputs/python.ts'
import { bool, ignored, int, ints } from '../schema/fields.ts'
import { asMap, filler, pair, toFiller, tooLarge, windowOf } from './common.ts'

export const convolution = defineLayer({
  type: 'Convolution',
  message: 'convolution_param',
  fields: {
    num_output: int({ min: 1 }),
    bias_term: bool(true),
    pad: ints({ min: 0 }),
    pad_h: int({ min: 0 }),
    pad_w: int({ min: 0 }),
    kernel_size: ints({ min: 1 }),
    kernel_h: int({ min: 1 }),
    kernel_w: int({ min: 1 }),
    stride: ints({ min: 1 }),
    stride_h: int({ min: 1 }),
    stride_w: int({ min: 1 }),
    dilation: ints({ min: 1 }),
    group: int({ default: 1, min: 1 }),
    weight_filler: filler(),
    bias_filler: filler(),
    axis: int({ default: 1, min: 1, max: 1 }),
    engine: ignored(),
    force_nd_im2col: ignored(),
  },
  bottoms: 1,
  attributes(fields, _inputs, scope) {
    const window = windowOf(fields, scope)
    const [dilation_h, dilation_w] = pair(
      { square: 'dilation', values: fields.dilation, height: undefined, width: undefined, absent: 1 },
      scope,
    )
    const num_output =
      fields.num_output ??
      scope.fail('missing-field', `${scope.name} has no num_output.`, 'Add num_output: with the number of filters.')
    const { group, bias_term } = fields
    return {
      num_output,
      ...window,
      dilation_h,
      dilation_w,
      group,
      bias_term,
    }
  },
  shapes([input = []], a, scope) {
    const [channels, height, width] = asMap(input, scope)
    if (channels % a.group !== 0 || a.num_output % a.group !== 0) {
      scope.fail(
        'group',
        `${scope.name} has ${a.group} groups, which do not divide its ${channels} input channels and ${a.num_output} filters evenly.`,
        'Choose a group that divides both.',
      )
    }
    const padded = [height + 2 * a.pad_h, width + 2 * a.pad_w] as const
    const kernel = [a.dilation_h * (a.kernel_h - 1) + 1, a.dilation_w * (a.kernel_w - 1) + 1] as const
    if (kernel[0] > padded[0] || kernel[1] > padded[1]) tooLarge(scope, kernel, padded)
    return [
      [
        a.num_output,
        Math.floor((padded[0] - kernel[0]) / a.stride_h) + 1,
        Math.floor((padded[1] - kernel[1]) / a.stride_w) + 1,
      ],
    ]
  },
  parameters([input = []], a, fields) {
    const shape = [a.num_output, (input[0] ?? 0) / a.group, a.kernel_h, a.kernel_w]
    const weight = { role: 'weight', shape, filler: toFiller(fields.weight_filler), needsFiller: true }
    return a.bias_term
      ? [weight, { role: 'bias', shape: [a.num_output], filler: toFiller(fields.bias_filler) }]
      : [weight]
  },
  flops([input = []], [output = []], a) {
    const products = ((input[0] ?? 0) / a.group) * a.kernel_h * a.kernel_w
    return elements(output) * (2 * products + (a.bias_term ? 1 : 0))
  },
  onnx({ inputs, outputs, parameters, attributes: a, node }) {
    const attributes = {
      kernel_shape: { ints: [a.kernel_h, a.kernel_w] },
      strides: { ints: [a.stride_h, a.stride_w] },
      pads: { ints: [a.pad_h, a.pad_w, a.pad_h, a.pad_w] },
      dilations: { ints: [a.dilation_h, a.dilation_w] },
      group: { i: a.group },
    }
    node('Conv', [...inputs, ...parameters], attributes, outputs[0])
  },
  torch({ inputs, inputShapes, attributes: a, module }) {
    const options = keywords({
      kernel_size: square(a.kernel_h, a.kernel_w),
      stride: unless(1, square(a.stride_h, a.stride_w)),
      padding: unless(0, square(a.pad_h, a.pad_w)),
      dilation: unless(1, square(a.dilation_h, a.dilation_w)),
      groups: unless(1, a.group),
      bias: unless(true, a.bias_term),
    })
    return `${module(`nn.Conv2d(${inputShapes[0]?.[0]}, ${a.num_output}, ${options})`)}(${inputs[0]})`
  },
})
