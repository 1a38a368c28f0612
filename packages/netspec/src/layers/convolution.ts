import { defineLayer, elements } from '../layer.ts'
import { asMap, tooLarge } from './common.ts'
import { checkGroups, filterFields, filterParameters, filtersOf, onnxFilters, reach } from './filters.ts'

export const convolution = defineLayer({
  type: 'Convolution',
  message: 'convolution_param',
  fields: filterFields,
  bottoms: 1,
  attributes: (fields, _inputs, scope) => filtersOf(fields, scope),
  shapes([input = []], a, scope) {
    const [channels, height, width] = asMap(input, scope)
    checkGroups(channels, a, scope)
    const padded = [height + 2 * a.pad_h, width + 2 * a.pad_w] as const
    const kernel = reach(a)
    if (kernel[0] > padded[0] || kernel[1] > padded[1]) tooLarge(scope, kernel, padded)
    return [
      [
        a.num_output,
        Math.floor((padded[0] - kernel[0]) / a.stride_h) + 1,
        Math.floor((padded[1] - kernel[1]) / a.stride_w) + 1,
      ],
    ]
  },
  parameters: ([input = []], a, fields) => filterParameters(a.num_output, input[0] ?? 0, a, fields),
  flops([input = []], [output = []], a) {
    const products = ((input[0] ?? 0) / a.group) * a.kernel_h * a.kernel_w
    return elements(output) * (2 * products + (a.bias_term ? 1 : 0))
  },
  onnx({ inputs, outputs, parameters, attributes, node }) {
    node('Conv', [...inputs, ...parameters], onnxFilters(attributes), outputs[0])
  },
})
