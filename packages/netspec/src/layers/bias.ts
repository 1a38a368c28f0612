import { defineLayer } from '../layer.ts'
import { tuple } from '../outputs/python.ts'
import { int } from '../schema/fields.ts'
import { filler, toFiller } from './common.ts'
import { each, sameShape } from './elementwise.ts'
import { laid, spanOf, torchLaid } from './span.ts'

const adding = `class Bias(nn.Module):
    """Adds learnt values of \`shape\`, the same along the last \`trailing\` axes."""

    def __init__(self, shape, trailing):
        super().__init__()
        self.spread = (*shape, *[1] * trailing)
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return x + self.bias.reshape(self.spread)`

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
  torch(scope) {
    const { inputs, inputShapes, parameters, attributes, module, define } = scope
    const [input, given] = inputs
    if (given !== undefined) return `${input} + ${torchLaid(scope, given, attributes)}`
    const [shape = []] = parameters
    define(adding)
    const trailing = (inputShapes[0]?.length ?? 0) - (attributes.axis - 1) - shape.length
    return `${module(`Bias(${tuple(shape)}, trailing=${trailing})`, ['bias'])}(${input})`
  },
})
