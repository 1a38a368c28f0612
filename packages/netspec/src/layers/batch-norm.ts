import { defineLayer, elements, type ParameterForm } from '../layer.js'
import { bool, float, ignored } from '../schema/fields.js'
import { orNull, zeros } from './common.js'

/** Normalises each channel; without scale and shift of its own, which a Scale layer adds. */
export const batchNorm = defineLayer({
  type: 'BatchNorm',
  message: 'batch_norm_param',
  fields: {
    use_global_stats: bool(),
    moving_average_fraction: float(0.999, { min: 0, max: 1 }),
    eps: float(1e-5, { min: 0 }),
    engine: ignored(),
  },
  bottoms: 1,
  attributes: ({ use_global_stats, moving_average_fraction, eps }, [input = []], scope) => {
    if (input.length === 0)
      scope.fail('shape-mismatch', `${scope.name} normalises channels, but gets one value an image.`)
    return { use_global_stats: orNull(use_global_stats), moving_average_fraction, eps }
  },
  shapes: ([input = []]) => [input],
  parameters([input = []]) {
    const statistic = (role: string, size: number): ParameterForm => ({
      role,
      shape: [size],
      filler: zeros,
      isStatistic: true,
    })
    const channels = input[0] ?? 0
    // Mean and variance are running sums; the third is the weight they have gathered.
    return [statistic('mean', channels), statistic('variance', channels), statistic('scale_factor', 1)]
  },
  flops: ([input = []]) => 4 * elements(input),
  onnx({ inputs: [input = ''], outputs, inputShapes, parameters, attributes: { eps }, node, constant }) {
    const [mean = '', variance = '', weight = ''] = parameters
    const sides = inputShapes[0]?.slice(1) ?? []
    const axes = constant({ ints: sides.map((_, i) => i + 1) })
    const spread = (statistic: string) => {
      // A fresh network has gathered nothing; all is zero then, and dividing by one keeps it so.
      const isFresh = node('Equal', [weight, constant({ floats: [0] })])
      const divisor = node('Where', [isFresh, constant({ floats: [1] }), weight])
      const value = node('Div', [statistic, divisor])
      return sides.length === 0 ? value : node('Unsqueeze', [value, axes])
    }
    const centred = node('Sub', [input, spread(mean)])
    const deviation = node('Sqrt', [node('Add', [spread(variance), constant({ floats: [eps] })])])
    node('Div', [centred, deviation], {}, outputs[0])
  },
})
