import { defineLayer } from '../layer.ts'
import { each, sameShape } from './elementwise.ts'

export const absVal = defineLayer({
  type: 'AbsVal',
  bottoms: 1,
  shapes: sameShape,
  flops: each(1),
  onnx: ({ inputs, outputs, node }) => void node('Abs', inputs, {}, outputs[0]),
})
