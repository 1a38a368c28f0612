import { defineLayer, elements, type OnnxScope } from '../layer.ts'
import { python } from '../outputs/python.ts'
import { choice, float, ignored, int } from '../schema/fields.ts'
import { asMap } from './common.ts'

export const lrn = defineLayer({
  type: 'LRN',
  message: 'lrn_param',
  fields: {
    local_size: int({ default: 5, min: 1 }),
    alpha: float(1),
    beta: float(0.75),
    norm_region: choice(['ACROSS_CHANNELS', 'WITHIN_CHANNEL'], 'ACROSS_CHANNELS'),
    k: float(1),
    engine: ignored(),
  },
  bottoms: 1,
  attributes({ local_size, alpha, beta, norm_region, k }, [input = []], scope) {
    asMap(input, scope)
    if (local_size % 2 === 0) {
      scope.fail(
        'wrong-value',
        `${scope.name} has local_size ${local_size}; a neighbourhood needs a middle.`,
        `Use ${local_size + 1}.`,
      )
    }
    return { local_size, alpha, beta, norm_region, k }
  },
  shapes: ([input = []]) => [input],
  flops: ([input = []], _outputs, a) =>
    elements(input) * ((a.norm_region === 'WITHIN_CHANNEL' ? a.local_size ** 2 : a.local_size) + 5),
  // Written out, since ONNX's own LRN is several times slower on the CPU and has no form within a channel.
  onnx(scope) {
    const { inputs, outputs, attributes: a, node, constant } = scope
    const [input = ''] = inputs
    const square = node('Mul', [input, input])
    const isWithin = a.norm_region === 'WITHIN_CHANNEL'
    const mean = isWithin ? meanWithin(scope, square) : meanAcross(scope, square)
    // Caffe ignores k within a channel.
    const scaled = node('Mul', [mean, constant({ floats: [a.alpha] })])
    const sum = node('Add', [scaled, constant({ floats: [isWithin ? 1 : a.k] })])
    node('Mul', [input, node('Pow', [sum, constant({ floats: [-a.beta] })])], {}, outputs[0])
  },
  torch({ inputs: [input], attributes: { local_size, alpha, beta, k, norm_region }, define }) {
    if (norm_region === 'ACROSS_CHANNELS')
      return `F.local_response_norm(${input}, ${local_size}, alpha=${python(alpha)}, beta=${python(beta)}, k=${python(k)})`
    define(within)
    return `normalise_within_channel(${input}, ${local_size}, alpha=${python(alpha)}, beta=${python(beta)})`
  },
})

const within = `def normalise_within_channel(x, size, alpha, beta):
    """Local response normalisation over size × size neighbours of the same channel."""
    mean = F.avg_pool2d(x * x, size, stride=1, padding=size // 2)
    return x * (1 + alpha * mean) ** -beta`

type Scope = OnnxScope<{ local_size: number }>

function meanWithin({ attributes: { local_size }, node }: Scope, square: string): string {
  return average(node, square, [local_size, local_size])
}

/** Channels become the rows of a one-channel picture, so that pooling runs along them. */
function meanAcross({ attributes: { local_size }, inputShapes, node, constant }: Scope, square: string): string {
  const [channels = 0, height = 0, width = 0] = inputShapes[0] ?? []
  const rows = node('Reshape', [square, constant({ ints: [0, 1, channels, height * width] })])
  const mean = average(node, rows, [local_size, 1])
  return node('Reshape', [mean, constant({ ints: [0, channels, height, width] })])
}

function average(node: Scope['node'], input: string, kernel: readonly [number, number]): string {
  const [row, column] = kernel.map(side => (side - 1) / 2) as [number, number]
  return node('AveragePool', [input], {
    kernel_shape: { ints: kernel },
    pads: { ints: [row, column, row, column] },
    count_include_pad: { i: 1 },
  })
}
