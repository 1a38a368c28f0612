import { defineLayer, elements } from '../layer.ts'
import { ignored } from '../schema/fields.ts'

export const sigmoid = defineLayer({
  type: 'Sigmoid',
  message: 'sigmoid_param',
  fields: { engine: ignored() },
  bottoms: 1,
  shapes: ([input = []]) => [input],
  flops: ([input = []]) => 4 * elements(input),
  onnx: ({ inputs, outputs, node }) => void node('Sigmoid', inputs, {}, outputs[0]),
  torch: ({ inputs }) => `torch.sigmoid(${inputs[0]})`,
})
