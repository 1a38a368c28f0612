import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'
import { each, sameShape } from './elementwise.ts'

/** 1 above the threshold, else 0. */
export const threshold = defineLayer({
  type: 'Threshold',
  message: 'threshold_param',
  fields: { threshold: float(0) },
  blocksGradient: true,
  bottoms: 1,
  attributes: ({ threshold }) => ({ threshold }),
  shapes: sameShape,
  flops: each(1),
  onnx({ inputs: [input = ''], outputs, attributes: { threshold }, node, constant }) {
    const isAbove = node('Greater', [input, constant({ floats: [threshold] })])
    node('Cast', [isAbove], { to: { i: 1 } }, outputs[0])
  },
})
