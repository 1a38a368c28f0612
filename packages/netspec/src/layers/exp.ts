import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'
import { checkBase, naturalLog } from './base.ts'
import { each, sameShape } from './elementwise.ts'

/** base to the power of (shift + scale · x) */
export const exp = defineLayer({
  type: 'Exp',
  message: 'exp_param',
  fields: { base: float(-1), scale: float(1), shift: float(0) },
  bottoms: 1,
  attributes({ base, scale, shift }, _inputs, scope) {
    checkBase(base, scope)
    return { base, scale, shift }
  },
  shapes: sameShape,
  flops: each(4),
  onnx({ inputs: [input = ''], outputs, attributes: { base, scale, shift }, node, constant }) {
    const scaled = node('Mul', [input, constant({ floats: [scale * naturalLog(base)] })])
    const power = node('Add', [scaled, constant({ floats: [shift * naturalLog(base)] })])
    node('Exp', [power], {}, outputs[0])
  },
})
