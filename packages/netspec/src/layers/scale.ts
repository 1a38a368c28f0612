import { defineLayer, elements, type Filler } from '../layer.ts'
import { keywords, tuple, unless } from '../outputs/python.ts'
import { bool, int } from '../schema/fields.ts'
import { filler, imageAxis, show, toFiller } from './common.ts'

const ones: Filler = { type: 'constant', value: 1 }

const scaling = `class Scale(nn.Module):
    """Multiplies, and shifts, by learnt values of \`shape\`, the same along the last \`trailing\` axes."""

    def __init__(self, shape, trailing, bias=False):
        super().__init__()
        self.spread = (*shape, *[1] * trailing)
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape)) if bias else None

    def forward(self, x):
        x = x * self.weight.reshape(self.spread)
        return x if self.bias is None else x + self.bias.reshape(self.spread)`

/** Multiplies, and with `bias_term` shifts, along some axes by learnt values. */
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
  bottoms: 1,
  attributes({ axis, num_axes, bias_term }, [input = []], scope) {
    const first = imageAxis(axis, input, scope)
    const count = num_axes === -1 ? input.length - first : num_axes
    if (first + count > input.length)
      scope.fail(
        'wrong-axis',
        `${scope.name} spans ${count} axes from axis ${axis}, but gets ${show(input)}.`,
        'Use a smaller num_axes.',
      )
    return { axis: first + 1, num_axes: count, bias_term }
  },
  shapes: ([input = []]) => [input],
  parameters([input = []], { axis, num_axes, bias_term }, fields) {
    const shape = input.slice(axis - 1, axis - 1 + num_axes)
    const weight = { role: 'weight', shape, filler: toFiller(fields.filler) ?? ones }
    return bias_term ? [weight, { role: 'bias', shape, filler: toFiller(fields.bias_filler) }] : [weight]
  },
  flops: ([input = []], _outputs, { bias_term }) => elements(input) * (bias_term ? 2 : 1),
  onnx({
    inputs: [input = ''],
    outputs,
    inputShapes,
    parameters: [weight = '', bias],
    attributes: { axis, num_axes },
    node,
    constant,
  }) {
    const trailing = (inputShapes[0]?.length ?? 0) - (axis - 1) - num_axes
    const spread = (parameter: string) =>
      trailing === 0
        ? parameter
        : node('Unsqueeze', [parameter, constant({ ints: Array.from({ length: trailing }, (_, i) => num_axes + i) })])
    const scaled = node('Mul', [input, spread(weight)], {}, bias === undefined ? outputs[0] : undefined)
    if (bias !== undefined) node('Add', [scaled, spread(bias)], {}, outputs[0])
  },
  torch({ inputs, inputShapes, parameters: [shape = []], attributes: { axis, bias_term }, module, define }) {
    define(scaling)
    const trailing = (inputShapes[0]?.length ?? 0) - (axis - 1) - shape.length
    const options = keywords({ trailing, bias: unless(false, bias_term) })
    return `${module(`Scale(${tuple(shape)}, ${options})`)}(${inputs[0]})`
  },
})
