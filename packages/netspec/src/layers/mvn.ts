import { defineLayer, elements } from '../layer.ts'
import { bool, float } from '../schema/fields.ts'
import { show } from './common.ts'
import { sameShape } from './elementwise.ts'

/** Takes the mean from each channel, or with `across_channels` from each image, and divides by (deviation + eps). */
export const mvn = defineLayer({
  type: 'MVN',
  message: 'mvn_param',
  fields: { normalize_variance: bool(true), across_channels: bool(false), eps: float(1e-9, { min: 0 }) },
  bottoms: 1,
  attributes({ normalize_variance, across_channels, eps }, [input = []], scope) {
    if (elements(input.slice(across_channels ? 0 : 1)) === 1) {
      scope.fail(
        'shape-mismatch',
        `${scope.name} takes the mean from each ${across_channels ? 'image' : 'channel'}, but in ${show(input)} that is a single value: nothing would be left.`,
        across_channels ? 'Remove it.' : 'Write across_channels: true, or put it where channels are maps.',
      )
    }
    return { normalize_variance, across_channels, eps }
  },
  shapes: sameShape,
  flops: ([input = []], _outputs, { normalize_variance }) => (normalize_variance ? 5 : 2) * elements(input),
  onnx({ inputs, outputs, inputShapes, attributes: a, node, constant }) {
    const axes = (inputShapes[0] ?? []).map((_, i) => i + 1).slice(a.across_channels ? 0 : 1)
    const over = { axes: { ints: axes }, keepdims: { i: 1 } }
    const mean = node('ReduceMean', inputs, over)
    const centred = node('Sub', [...inputs, mean], {}, a.normalize_variance ? undefined : outputs[0])
    if (!a.normalize_variance) return
    const variance = node('ReduceMean', [node('Mul', [centred, centred])], over)
    const divisor = node('Add', [node('Sqrt', [variance]), constant({ floats: [a.eps] })])
    node('Div', [centred, divisor], {}, outputs[0])
  },
})
