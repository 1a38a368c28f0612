import { defineLayer, type Filler } from '../layer.ts'
import { bool } from '../schema/fields.ts'
import { filler, toFiller } from './common.ts'
import { each, sameShape } from './elementwise.ts'
import { laid } from './span.ts'

const quarter: Filler = { type: 'constant', value: 0.25 }

/** max(x, 0) + slope · min(x, 0), with a learnt slope for each channel or one for all. */
export const prelu = defineLayer({
  type: 'PReLU',
  message: 'prelu_param',
  fields: { filler: filler(), channel_shared: bool(false) },
  bottoms: 1,
  attributes({ channel_shared }, [input = []], scope) {
    if (input.length === 0)
      scope.fail('shape-mismatch', `${scope.name} has a slope for each channel, but gets one value an image.`)
    return { channel_shared }
  },
  shapes: sameShape,
  parameters: ([input = []], { channel_shared }, fields) => [
    { role: 'slope', shape: channel_shared ? [] : input.slice(0, 1), filler: toFiller(fields.filler) ?? quarter },
  ],
  flops: each(2),
  onnx(scope) {
    const { inputs, outputs, parameters, attributes, node } = scope
    const span = { axis: 1, num_axes: attributes.channel_shared ? 0 : 1 }
    node('PRelu', [...inputs, laid(scope, parameters[0] ?? '', span)], {}, outputs[0])
  },
})
