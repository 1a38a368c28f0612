import { defineLayer } from '../layer.ts'
import { each, sameShape } from './elementwise.ts'

/** log(1 + eˣ) */
export const bnll = defineLayer({
  type: 'BNLL',
  bottoms: 1,
  shapes: sameShape,
  flops: each(4),
  onnx: ({ inputs, outputs, node }) => void node('Softplus', inputs, {}, outputs[0]),
})
