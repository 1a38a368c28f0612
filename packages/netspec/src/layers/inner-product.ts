import { defineLayer, elements } from '../layer.ts'
import { bool, int } from '../schema/fields.ts'
import { filler, imageAxis, show, toFiller } from './common.ts'

/** A map this wide in front of millions of weights means that a pooling or a stride was left out. */
const wideSide = 16
const manyWeights = 4_000_000

export const innerProduct = defineLayer({
  type: 'InnerProduct',
  message: 'inner_product_param',
  fields: {
    num_output: int({ min: 1 }),
    bias_term: bool(true),
    weight_filler: filler(),
    bias_filler: filler(),
    axis: int({ default: 1 }),
    transpose: bool(false),
  },
  bottoms: 1,
  attributes(fields, [input = []], scope) {
    // DIGITS's convention: one text serves any dataset, since the last layer leaves its size to the classes.
    return {
      num_output: fields.num_output ?? scope.classes,
      bias_term: fields.bias_term,
      axis: imageAxis(fields.axis, input, scope) + 1,
      transpose: fields.transpose,
    }
  },
  shapes([input = []], a, scope) {
    const before = input.slice(0, a.axis - 1)
    const weights = elements(input.slice(a.axis - 1)) * a.num_output
    if (Math.min(input[1] ?? 0, input[2] ?? 0) >= wideSide && weights > manyWeights) {
      scope.warn(
        'pooling-forgotten',
        `${scope.name} joins a whole map of ${show(input)} to ${a.num_output} outputs: ${weights.toLocaleString('en-GB')} weights.`,
        'Put a Pooling layer, or a convolution with a larger stride, in front of it.',
      )
    }
    return [[...before, a.num_output]]
  },
  parameters([input = []], a, fields) {
    const inputs = elements(input.slice(a.axis - 1))
    const shape = a.transpose ? [inputs, a.num_output] : [a.num_output, inputs]
    const weight = { role: 'weight', shape, filler: toFiller(fields.weight_filler), needsFiller: true }
    return a.bias_term
      ? [weight, { role: 'bias', shape: [a.num_output], filler: toFiller(fields.bias_filler) }]
      : [weight]
  },
  flops([input = []], [output = []], a) {
    return elements(output) * (2 * elements(input.slice(a.axis - 1)) + (a.bias_term ? 1 : 0))
  },
  onnx({ inputs, inputShapes, outputs, outputShapes, parameters, attributes: a, node, constant }) {
    const isFlat = (inputShapes[0]?.length ?? 0) === 1
    const flat = isFlat ? (inputs[0] ?? '') : node('Flatten', inputs, { axis: { i: a.axis } })
    const isWhole = a.axis === 1
    const made = node(
      'Gemm',
      [flat, ...parameters],
      a.transpose ? {} : { transB: { i: 1 } },
      isWhole ? outputs[0] : undefined,
    )
    if (!isWhole) node('Reshape', [made, constant({ ints: [-1, ...(outputShapes[0] ?? [])] })], {}, outputs[0])
  },
})
