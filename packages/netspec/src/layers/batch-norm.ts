import { defineLayer, elements, type OnnxScope, type ParameterForm } from '../layer.ts'
import { keywords, unless } from '../outputs/python.ts'
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
  torch({ inputs, inputShapes, attributes: a, module, define }) {
    define(normalising)
    const options = keywords({
      eps: unless(1e-5, a.eps),
      fraction: unless(0.999, a.moving_average_fraction),
      use_global_stats: unless(null, a.use_global_stats),
    })
    const made = `BatchNorm(${inputShapes[0]?.[0]}${options && `, ${options}`})`
    return `${module(made, ['mean', 'variance', 'scale_factor'])}(${inputs[0]})`
  },
})

const normalising = `class BatchNorm(nn.Module):
    """Caffe's: mean and variance are kept as running sums, with the weight they have gathered; it scales nothing itself."""

    def __init__(self, channels, eps=1e-5, fraction=0.999, use_global_stats=None):
        super().__init__()
        self.eps, self.fraction, self.use_global_stats = eps, fraction, use_global_stats
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.zeros(channels))
        self.register_buffer("scale_factor", torch.zeros(1))

    def forward(self, x):
        spread = (-1, *[1] * (x.dim() - 2))
        use_global = not self.training if self.use_global_stats is None else self.use_global_stats
        if use_global:
            weight = torch.where(self.scale_factor == 0, 1, self.scale_factor)
            mean, variance = self.mean / weight, self.variance / weight
        else:
            variance, mean = torch.var_mean(x, [0, *range(2, x.dim())], correction=0)
            if self.training:
                self.gather(mean.detach(), variance.detach(), x.numel() // x.shape[1])
        return (x - mean.reshape(spread)) / (variance.reshape(spread) + self.eps).sqrt()

    def gather(self, mean, variance, count):
        self.mean.mul_(self.fraction).add_(mean)
        self.variance.mul_(self.fraction).add_(variance * (count / max(count - 1, 1)))
        self.scale_factor.mul_(self.fraction).add_(1)`

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
