import { defineLayer, elements } from '../layer.ts'
import { ignored, int } from '../schema/fields.ts'
import { imageAxis } from './common.ts'

export const softmax = defineLayer({
  type: 'Softmax',
  message: 'softmax_param',
  fields: { axis: int({ default: 1 }), engine: ignored() },
  kind: 'probabilities',
  bottoms: 1,
  attributes: ({ axis }, [input = []], scope) => ({ axis: imageAxis(axis, input, scope) + 1 }),
  shapes: ([input = []]) => [input],
  flops: ([input = []]) => 3 * elements(input),
  onnx: ({ inputs, outputs, attributes: { axis }, node }) =>
    void node('Softmax', inputs, { axis: { i: axis } }, outputs[0]),
  torch: ({ inputs, attributes: { axis } }) => `F.softmax(${inputs[0]}, dim=${axis})`,
})
