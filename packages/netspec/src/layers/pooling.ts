import { defineLayer, elements, type OnnxScope } from '../layer.ts'
import { keywords, python, square, unless } from '../outputs/python.ts'
import { bool, choice, ignored } from '../schema/fields.ts'
import { asMap, tooLarge, windowFields, windowOf } from './common.ts'

const windowNames = Object.keys(windowFields) as (keyof typeof windowFields)[]

export const pooling = defineLayer({
  type: 'Pooling',
  message: 'pooling_param',
  fields: {
    pool: choice(['MAX', 'AVE', 'STOCHASTIC'], 'MAX'),
    ...windowFields,
    global_pooling: bool(false),
    round_mode: choice(['CEIL', 'FLOOR'], 'CEIL'),
    engine: ignored(),
  },
  bottoms: 1,
  /** A second top of MAX holds where in its map each largest value was, counted row by row. */
  tops: [1, 2],
  attributes(fields, [input = []], scope) {
    const { pool, global_pooling, round_mode } = fields
    if (scope.tops > 1 && pool !== 'MAX')
      scope.fail('top-count', `${scope.name} has a second top, which only MAX fills.`, 'Remove one of its tops.')
    if (global_pooling) {
      const given = windowNames.filter(name => isGiven(fields[name]))
      if (given.length > 0)
        scope.warn(
          'without-effect',
          `${scope.name} pools the whole map, so its ${given.join(', ')} has no effect.`,
          'Remove it, or global_pooling.',
        )
      const [, kernel_h, kernel_w] = asMap(input, scope)
      return { pool, kernel_h, kernel_w, stride_h: 1, stride_w: 1, pad_h: 0, pad_w: 0, global_pooling, round_mode }
    }
    const window = windowOf(fields, scope)
    if (pool === 'STOCHASTIC' && window.pad_h + window.pad_w > 0)
      scope.fail('wrong-value', `${scope.name} pads, which STOCHASTIC pooling cannot.`, 'Leave pad out.')
    return { pool, ...window, global_pooling, round_mode }
  },
  shapes([input = []], a, scope) {
    const [channels, height, width] = asMap(input, scope)
    if (a.pad_h >= a.kernel_h || a.pad_w >= a.kernel_w) {
      scope.fail(
        'pad-too-large',
        `${scope.name} pads by ${a.pad_h}×${a.pad_w}, as much as its window of ${a.kernel_h}×${a.kernel_w}: some windows would hold no pixel.`,
        'Make the pad smaller than the kernel.',
      )
    }
    const padded = [height + 2 * a.pad_h, width + 2 * a.pad_w] as const
    if (a.kernel_h > padded[0] || a.kernel_w > padded[1]) tooLarge(scope, [a.kernel_h, a.kernel_w], padded)
    const isCeil = a.round_mode === 'CEIL'
    const rows = windows(height, a.kernel_h, a.stride_h, a.pad_h, isCeil)
    const columns = windows(width, a.kernel_w, a.stride_w, a.pad_w, isCeil)
    if (rows.isEmptyDropped || columns.isEmptyDropped) {
      scope.warn(
        'empty-window',
        `${scope.name} would end in windows that hold no pixel, since its stride is larger than its kernel; they are left out, where Caffe keeps them.`,
        'Make the stride at most the kernel.',
      )
    }
    const pooled = [channels, rows.count, columns.count]
    return [pooled, pooled]
  },
  flops(_inputs, [output = []], a) {
    return elements(output) * a.kernel_h * a.kernel_w
  },
  onnx(scope) {
    const { inputs, outputs, inputShapes, outputShapes, attributes: a, node, constant } = scope
    const rows = side(inputShapes[0]?.[1] ?? 0, outputShapes[0]?.[1] ?? 0, a.kernel_h, a.stride_h, a.pad_h)
    const columns = side(inputShapes[0]?.[2] ?? 0, outputShapes[0]?.[2] ?? 0, a.kernel_w, a.stride_w, a.pad_w)
    const attributes = {
      kernel_shape: { ints: [a.kernel_h, a.kernel_w] },
      strides: { ints: [a.stride_h, a.stride_w] },
      pads: { ints: [a.pad_h, a.pad_w, rows.padEnd, columns.padEnd] },
    }
    if (a.pool === 'MAX') {
      largest(scope, attributes)
      return
    }
    if (a.pool === 'STOCHASTIC') {
      expected(scope, attributes)
      return
    }
    // Caffe divides by the window clipped to the padded map. Runtimes have disagreed about that under ceil_mode, so
    // the graph divides by the whole window and corrects the rows and columns of windows that were clipped.
    const factors = [
      ...(rows.factors.some(factor => factor !== 1) ? [rows.factors.map(factor => [factor])] : []),
      ...(columns.factors.some(factor => factor !== 1) ? [columns.factors] : []),
    ]
    let value = node(
      'AveragePool',
      inputs,
      { ...attributes, count_include_pad: { i: 1 } },
      factors.length === 0 ? outputs[0] : undefined,
    )
    factors.forEach((values, i) => {
      const isRows = Array.isArray(values[0])
      const flat = constant({ floats: values.flat() })
      const factor = isRows ? node('Unsqueeze', [flat, constant({ ints: [1] })]) : flat
      value = node('Mul', [value, factor], {}, i === factors.length - 1 ? outputs[0] : undefined)
    })
  },
  torch({ inputs: [input = ''], outputShapes, attributes: a, define }) {
    const [output = []] = outputShapes
    const isMax = a.pool === 'MAX'
    const window = { kernel_size: square(a.kernel_h, a.kernel_w), stride: square(a.stride_h, a.stride_w) }
    const ceil_mode = unless(false, a.round_mode === 'CEIL')
    const size = `[:, :, :${output[1]}, :${output[2]}]`
    if (a.pool === 'STOCHASTIC') {
      define(stochastic)
      return `stochastic_pool(${input}, ${keywords({ ...window, ceil_mode })})`
    }
    if (outputShapes.length > 1) {
      define(withPlaces)
      const padding = python([a.pad_h, a.pad_w])
      return `max_pool_with_places(${input}, ${padding}, ${python(output.slice(1))}, ${keywords({ ...window, ceil_mode })})`
    }
    if (a.global_pooling) return `${input}.${isMax ? 'amax' : 'mean'}((2, 3), keepdim=True)`
    // PyTorch knows Caffe's clipped windows, but pads by at most half a kernel; beyond that the map is padded first.
    const isPadded = a.pad_h > a.kernel_h / 2 || a.pad_w > a.kernel_w / 2
    const around = `(${a.pad_w}, ${a.pad_w}, ${a.pad_h}, ${a.pad_h})`
    const map = isPadded ? `F.pad(${input}, ${around}${isMax ? ', value=-torch.inf' : ''})` : input
    const padding = isPadded ? undefined : unless(0, square(a.pad_h, a.pad_w))
    const pooled = `F.${isMax ? 'max' : 'avg'}_pool2d(${map}, ${keywords({ ...window, padding, ceil_mode })})`
    // A last window that lies in the padding alone is none.
    return isPadded ? `${pooled}${size}` : pooled
  },
})

const stochastic = `def stochastic_pool(x, **window):
    """What stochastic pooling expects of each window, Σx² / Σx. While training it would draw one value in its place."""
    values = F.avg_pool2d(x, **window)
    return torch.where(values > 0, F.avg_pool2d(x * x, **window) / values, 0)`

const withPlaces = `def max_pool_with_places(x, padding, size, **window):
    """The largest value of each window, and where in its map that is, counted row by row."""
    rows, columns = padding
    padded = F.pad(x, (columns, columns, rows, rows), value=-torch.inf)
    values, places = F.max_pool2d(padded, **window, return_indices=True)
    width = padded.shape[3]
    places = (places // width - rows) * x.shape[3] + places % width - columns
    height, width = size
    return values[:, :, :height, :width], places[:, :, :height, :width].to(x.dtype)`

function isGiven(value: number | readonly number[] | undefined): boolean {
  return typeof value === 'number' || (value !== undefined && value.length > 0)
}

type Nodes = Pick<OnnxScope, 'name' | 'inputs' | 'outputs' | 'inputShapes' | 'node' | 'constant'>
type Window = Parameters<OnnxScope['node']>[2]

function largest({ name, inputs, outputs, inputShapes, node, constant }: Nodes, window: Window): void {
  const [output = '', mask] = outputs
  if (mask === undefined) {
    node('MaxPool', inputs, window, output)
    return
  }
  const places = `${name}/places`
  node('MaxPool', inputs, window, [output, places])
  // ONNX counts through the whole batch, Caffe through one map.
  const inMap = node('Mod', [places, constant({ ints: [elements((inputShapes[0] ?? []).slice(1))] })])
  node('Cast', [inMap], { to: { i: 1 } }, mask)
}

/** Training draws a value of each window by its share of the sum; otherwise it is the mean that these shares make: Σx² / Σx. */
function expected({ inputs: [input = ''], outputs, node, constant }: Nodes, window: Window): void {
  const over = { ...window, count_include_pad: { i: 1 } }
  const squares = node('AveragePool', [node('Mul', [input, input])], over)
  const values = node('AveragePool', [input], over)
  const zero = constant({ floats: [0] })
  const hasAny = node('Greater', [values, zero])
  node('Where', [hasAny, node('Div', [squares, values]), zero], {}, outputs[0])
}

/** Number of windows along one side: rounded up, less a last window that holds no pixel. Without a pad Caffe keeps that one. */
function windows(length: number, kernel: number, stride: number, pad: number, isCeil: boolean) {
  const steps = (length + 2 * pad - kernel) / stride
  const count = (isCeil ? Math.ceil(steps) : Math.floor(steps)) + 1
  const isEmpty = (count - 1) * stride >= length + pad
  return { count: isEmpty ? count - 1 : count, isEmptyDropped: isEmpty && pad === 0 }
}

/** Padding that fits exactly `count` windows, and whole window ÷ clipped window for each of them. */
function side(length: number, count: number, kernel: number, stride: number, pad: number) {
  const reach = (count - 1) * stride + kernel
  const factors = Array.from({ length: count }, (_, i) => kernel / Math.min(kernel, length + 2 * pad - i * stride))
  return { padEnd: Math.max(reach - length - pad, 0), factors }
}
