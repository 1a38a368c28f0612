import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'

export const dropout = defineLayer({
  type: 'Dropout',
  message: 'dropout_param',
  fields: { dropout_ratio: float(0.5, { min: 0, max: 0.999_999 }) },
  bottoms: 1,
  attributes: ({ dropout_ratio }) => ({ dropout_ratio }),
  shapes: ([input = []]) => [input],
  // Training already divides by what is kept, so classifying changes nothing.
  onnx: ({ inputs, outputs, node }) => void node('Identity', inputs, {}, outputs[0]),
  torch: ({ inputs, attributes, module }) => `${module(`nn.Dropout(${attributes.dropout_ratio})`)}(${inputs[0]})`,
})
