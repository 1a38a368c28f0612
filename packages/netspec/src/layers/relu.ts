import { defineLayer, elements } from '../layer.ts'
import { python } from '../outputs/python.ts'
import { float, ignored } from '../schema/fields.ts'

export const relu = defineLayer({
  type: 'ReLU',
  message: 'relu_param',
  fields: { negative_slope: float(0), engine: ignored() },
  bottoms: 1,
  attributes: ({ negative_slope }) => ({ negative_slope }),
  shapes: ([input = []]) => [input],
  flops: ([input = []]) => elements(input),
  onnx({ inputs, outputs, attributes: { negative_slope }, node }) {
    if (negative_slope === 0) node('Relu', inputs, {}, outputs[0])
    else node('LeakyRelu', inputs, { alpha: { f: negative_slope } }, outputs[0])
  },
  torch: ({ inputs, attributes: { negative_slope } }) =>
    negative_slope === 0 ? `F.relu(${inputs[0]})` : `F.leaky_relu(${inputs[0]}, ${python(negative_slope)})`,
})
