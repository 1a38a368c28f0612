import { defineLayer } from '../layer.ts'
import { float } from '../schema/fields.ts'
import { each, sameShape } from './elementwise.ts'

/** x above 0, α(eˣ − 1) below. */
export const elu = defineLayer({
  type: 'ELU',
  message: 'elu_param',
  fields: { alpha: float(1) },
  bottoms: 1,
  attributes: ({ alpha }) => ({ alpha }),
  shapes: sameShape,
  flops: each(3),
  onnx: ({ inputs, outputs, attributes: { alpha }, node }) =>
    void node('Elu', inputs, { alpha: { f: alpha } }, outputs[0]),
})
