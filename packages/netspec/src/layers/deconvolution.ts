import { defineLayer, elements } from '../layer.ts'
import { asMap } from './common.ts'
import { checkGroups, filterFields, filterParameters, filtersOf, onnxFilters, reach } from './filters.ts'

/** A convolution run backwards: each input value lays its filter on a map s·(i − 1) + d·(k − 1) + 1 − 2p wide. */
export const deconvolution = defineLayer({
  type: 'Deconvolution',
  message: 'convolution_param',
  fields: filterFields,
  bottoms: 1,
  attributes: (fields, _inputs, scope) => filtersOf(fields, scope),
  shapes([input = []], a, scope) {
    const [channels, height, width] = asMap(input, scope)
    checkGroups(channels, a, scope)
    const [rows, columns] = reach(a)
    const sides = [
      a.stride_h * (height - 1) + rows - 2 * a.pad_h,
      a.stride_w * (width - 1) + columns - 2 * a.pad_w,
    ] as const
    if (Math.min(...sides) < 1) {
      scope.fail(
        'pad-too-large',
        `${scope.name} cuts off a pad of ${a.pad_h}×${a.pad_w}, and nothing is left of its map.`,
        'Make the pad smaller.',
      )
    }
    return [[a.num_output, ...sides]]
  },
  // The outer side is that of the input, so that the weights are those of the convolution that it undoes.
  parameters: ([input = []], a, fields) => filterParameters(input[0] ?? 0, a.num_output, a, fields),
  flops([input = []], [output = []], a) {
    const products = (a.num_output / a.group) * a.kernel_h * a.kernel_w
    return 2 * elements(input) * products + (a.bias_term ? elements(output) : 0)
  },
  onnx({ inputs, outputs, parameters, attributes, node }) {
    node('ConvTranspose', [...inputs, ...parameters], onnxFilters(attributes), outputs[0])
  },
})
