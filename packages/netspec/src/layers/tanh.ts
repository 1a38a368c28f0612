import { defineLayer, elements } from '../layer.ts'
import { ignored } from '../schema/fields.ts'

export const tanh = defineLayer({
  type: 'TanH',
  message: 'tanh_param',
  fields: { engine: ignored() },
  bottoms: 1,
  shapes: ([input = []]) => [input],
  flops: ([input = []]) => 4 * elements(input),
  onnx: ({ inputs, outputs, node }) => void node('Tanh', inputs, {}, outputs[0]),
  torch: ({ inputs }) => `torch.tanh(${inputs[0]})`,
})
