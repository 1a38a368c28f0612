import { defineLayer, elements, type Filler } from '../layer.ts'
import { bool, int } from '../schema/fields.ts'
import { filler, toFiller } from './common.ts'
import { sameShape } from './elementwise.ts'
import { laid, spanOf } from './span.ts'

const ones: Filler = { type: 'constant', value: 1 }

/** Multiplies, and with `bias_term` shifts, along some axes by learnt values; or multiplies by a second bottom. */
export const scale = defineLayer({
  type: 'Scale',
  message: 'scale_param',
  fields: {
    axis: int({ default: 1 }),
    num_axes: int({ default: 1, min: -1 }),
    filler: filler(),
    bias_term: bool(false),
    bias_filler: filler(),
  },
  bottoms: [1, 2],
  attributes({ axis, num_axes, bias_term }, inputs, scope) {
    if (bias_term && inputs.length === 2) {
      scope.fail(
        'wrong-value',
        `${scope.name} would learn a bias for each place in the batch, since its second bottom begins with the images.`,
        'Leave bias_term out, and put a Bias layer behind it.',
      )
    }
    return { ...spanOf({ axis, num_axes }, inputs, scope), bias_term }
  },
  shapes: sameShape,
  parameters([input = [], given], { axis, num_axes, bias_term }, fields) {
    if (given !== undefined) return []
    const shape = input.slice(axis - 1, axis - 1 + num_axes)
    const weight = { role: 'weight', shape, filler: toFiller(fields.filler) ?? ones }
    return bias_term ? [weight, { role: 'bias', shape, filler: toFiller(fields.bias_filler) }] : [weight]
  },
  flops: ([input = []], _outputs, { bias_term }) => elements(input) * (bias_term ? 2 : 1),
  onnx(scope) {
    const { inputs, outputs, parameters, attributes, node } = scope
    const [input = '', given] = inputs
    const [weight = given ?? '', bias] = parameters
    const factor = laid(scope, weight, attributes)
    const scaled = node('Mul', [input, factor], {}, bias === undefined ? outputs[0] : undefined)
    if (bias !== undefined) node('Add', [scaled, laid(scope, bias, attributes)], {}, outputs[0])
  },
})
