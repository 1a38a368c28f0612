import { defineLayer, elements, type OnnxScope, type ParameterForm } from '../layer.ts'
import { bool, float, ignored } from '../schema/fields.ts'
import { orNull, zeros } from './common.ts'

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
    if (use_global_stats === false) {
      scope.warn(
        'batch-statistics',
        `${scope.name} normalises by the images beside each one also when classifying, so an answer depends on its company.`,
        'Leave use_global_stats out: training then uses the batch, classifying what was gathered.',
      )
    }
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
  onnx(scope) {
    const { inputs, outputs, attributes, node, constant } = scope
    const [mean, variance] = attributes.use_global_stats === false ? ofBatch(scope) : gathered(scope)
    const centred = node('Sub', [...inputs, mean])
    const deviation = node('Sqrt', [node('Add', [variance, constant({ floats: [attributes.eps] })])])
    node('Div', [centred, deviation], {}, outputs[0])
  },
})

/** Mean and variance of each channel, shaped to be taken from the input. */
type Statistics = readonly [mean: string, variance: string]

function gathered({ inputShapes, parameters, node, constant }: OnnxScope): Statistics {
  const [mean = '', variance = '', weight = ''] = parameters
  const sides = inputShapes[0]?.slice(1) ?? []
  const spread = (statistic: string) => {
    // A fresh network has gathered nothing; all is zero then, and dividing by one keeps it so.
    const isFresh = node('Equal', [weight, constant({ floats: [0] })])
    const divisor = node('Where', [isFresh, constant({ floats: [1] }), weight])
    const value = node('Div', [statistic, divisor])
    return sides.length === 0 ? value : node('Unsqueeze', [value, constant({ ints: sides.map((_, i) => i + 1) })])
  }
  return [spread(mean), spread(variance)]
}

function ofBatch({ inputs, inputShapes, node }: OnnxScope): Statistics {
  const axes = { axes: { ints: [0, ...(inputShapes[0] ?? []).slice(1).map((_, i) => i + 2)] }, keepdims: { i: 1 } }
  const mean = node('ReduceMean', inputs, axes)
  const centred = node('Sub', [...inputs, mean])
  return [mean, node('ReduceMean', [node('Mul', [centred, centred])], axes)]
}
