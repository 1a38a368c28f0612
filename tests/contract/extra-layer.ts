import { defineLayer, elements, type Filler, filler, toFiller } from '@fovea/netspec'

const quarter: Filler = { type: 'constant', value: 0.25 }

/** A layer as somebody outside would add it: max(x, 0) + slope · min(x, 0), a learnt slope a channel. */
export const channelSlope = defineLayer({
  type: 'ChannelSlope',
  message: 'slope_param',
  fields: { filler: filler() },
  bottoms: 1,
  shapes: ([input = []]) => [input],
  parameters: ([input = []], _attributes, fields) => [
    { role: 'slope', shape: input.slice(0, 1), filler: toFiller(fields.filler) ?? quarter },
  ],
  flops: ([input = []]) => 2 * elements(input),
  onnx({ inputs, outputs, inputShapes, parameters: [slope = ''], node, constant }) {
    const trailing = (inputShapes[0] ?? []).slice(1).map((_, i) => i + 1)
    const spread = trailing.length === 0 ? slope : node('Unsqueeze', [slope, constant({ ints: trailing })])
    node('PRelu', [...inputs, spread], {}, outputs[0])
  },
})
