import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'
import { checkBase, naturalLog } from './base.ts'
import { each, sameShape } from './elementwise.ts'

/** The logarithm of (shift + scale · x) to a base. */
export const log = defineLayer({
  type: 'Log',
  message: 'log_param',
  fields: { base: float(-1), scale: float(1), shift: float(0) },
  bottoms: 1,
  attributes({ base, scale, shift }, _inputs, scope) {
    checkBase(base, scope)
    if (base === 1)
      scope.fail(
        'wrong-value',
        `${scope.name} has the base 1, to which no number has a logarithm.`,
        'Leave base out for e.',
      )
    return { base, scale, shift }
  },
  shapes: sameShape,
  flops: each(4),
  onnx({ inputs: [input = ''], outputs, attributes: { base, scale, shift }, node, constant }) {
    const scaled = node('Mul', [input, constant({ floats: [scale] })])
    const logarithm = node('Log', [node('Add', [scaled, constant({ floats: [shift] })])])
    node('Mul', [logarithm, constant({ floats: [1 / naturalLog(base)] })], {}, outputs[0])
  },
})
