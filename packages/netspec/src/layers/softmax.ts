import { defineLayer, elements } from '../layer.js'
import { ignored, int } from '../schema/fields.js'
import { imageAxis } from './common.js'

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
})
