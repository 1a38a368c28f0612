import { defineLayer } from '../layer.ts'
import { int } from '../schema/fields.ts'
import { filler, toFiller } from './common.ts'
import { each, sameShape } from './elementwise.ts'
import { laid, spanOf } from './span.ts'

/** Adds learnt values, or a second bottom, along some axes. */
export const bias = defineLayer({
  type: 'Bias',
  message: 'bias_param',
  fields: { axis: int({ default: 1 }), num_axes: int({ default: 1, min: -1 }), filler: filler() },
  bottoms: [1, 2],
  attributes: ({ axis, num_axes }, inputs, scope) => ({ ...spanOf({ axis, num_axes }, inputs, scope) }),
  shapes: sameShape,
  parameters: ([input = [], given], { axis, num_axes }, fields) =>
    given === undefined
      ? [{ role: 'bias', shape: input.slice(axis - 1, axis - 1 + num_axes), filler: toFiller(fields.filler) }]
      : [],
  flops: each(1),
  onnx(scope) {
    const { inputs, outputs, parameters, attributes, node } = scope
    const [input = '', given = ''] = inputs
    node('Add', [input, laid(scope, parameters[0] ?? given, attributes)], {}, outputs[0])
  },
})
