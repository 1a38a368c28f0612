import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'
import { each, sameShape } from './elementwise.ts'

/** x · σ(βx) */
export const swish = defineLayer({
  type: 'Swish',
  message: 'swish_param',
  fields: { beta: float(1) },
  bottoms: 1,
  attributes: ({ beta }) => ({ beta }),
  shapes: sameShape,
  flops: each(6),
  onnx({ inputs: [input = ''], outputs, attributes: { beta }, node, constant }) {
    const scaled = node('Mul', [input, constant({ floats: [beta] })])
    node('Mul', [input, node('Sigmoid', [scaled])], {}, outputs[0])
  },
})
