import { dataBlob } from '../graph/inputs.ts'
import type { Preprocessing } from '../preprocessing.ts'
import { OnnxBuilder } from './onnx-builder.ts'
import { resize } from './onnx-resize.ts'
import { elementType, type OnnxDimension, type OnnxEntry, type OnnxModel, type OnnxValueInfo } from './onnx-types.ts'
import type { Plan } from './plan.ts'

/** What the dataset's images are less: an image H×W×C of their size, or one value a channel, RGB. */
export type MeanValues = { readonly kind: 'image' | 'pixel'; readonly values: ArrayLike<number> }

/**
 * The network with all before it: `image`, H×W×3 uint8 of any size as Pillow decodes it to RGB, in, `probabilities`, one a
 * class, out. What happens between is fovea_pixels's and the console's, to the byte.
 */
export function classifiesPictures(
  model: OnnxModel,
  { preprocessing, classes, outputs }: Plan,
  mean: MeanValues | undefined,
  metadata: readonly OnnxEntry[] = [],
): OnnxModel {
  const { graph } = model
  const taken = [...graph.input, ...graph.initializer].map(({ name }) => name)
  const names = new Set([...taken, ...graph.node.flatMap(({ name, output }) => [name, ...output])])
  const own = (wanted: string) => {
    let name = wanted
    while (names.has(name)) name = `${name}_`
    return name
  }
  let prefix = 'preprocessing/'
  while ([...names].some(name => name.startsWith(prefix))) prefix = `_${prefix}`
  const image = own('image')
  const probabilities = own('probabilities')
  const b = new OnnxBuilder(prefix)
  prepare(b, image, preprocessing, mean)
  const before = [...b.nodes]
  const answer = b.node('Reshape', [outputs.probabilities, b.ints([-1])], {}, probabilities)
  return {
    ...model,
    graph: {
      ...graph,
      node: [...before, ...graph.node, ...b.nodes.slice(before.length)],
      initializer: [...graph.initializer, ...b.constants],
      input: [valueInfo(image, elementType.uint8, [named('height'), named('width'), fixed(3)])],
      output: [valueInfo(answer, elementType.float32, [fixed(classes)])],
    },
    metadataProps: [...model.metadataProps, ...metadata],
  }
}

function prepare(b: OnnxBuilder, image: string, of: Preprocessing, mean: MeanValues | undefined): void {
  const shape = b.node('Cast', [b.node('Shape', [image])], { to: { i: elementType.float64 } })
  const side = (axis: number) => b.node('Gather', [shape, b.ints([axis], [])])
  const sides = [side(0), side(1)] as const
  const channels = of.channels === 1 ? grey(b, image) : image
  const planes = b.node('Transpose', [channels], { perm: { ints: [2, 0, 1] } })
  const pixels = resize(b, b.node('Cast', [planes], { to: { i: elementType.float64 } }), sides, of)
  let value = b.node('Cast', [pixels], { to: { i: elementType.float32 } })
  if (mean !== undefined) value = b.node('Sub', [value, meanTensor(b, mean, of)])
  if (of.scale !== 1) value = b.node('Mul', [value, b.floats([of.scale], [])])
  if (of.order === 'bgr' && of.channels === 3) value = b.node('Gather', [value, b.ints([2, 1, 0])], { axis: { i: 0 } })
  b.node('Unsqueeze', [value, b.ints([0])], {}, dataBlob)
}

/** Pillow's grey: shares of 2^16, rounded. All whole numbers below 2^24, so float32 holds them. */
function grey(b: OnnxBuilder, image: string): string {
  const values = b.node('Cast', [image], { to: { i: elementType.float32 } })
  const sum = b.node('MatMul', [values, b.floats([19595, 38470, 7471], [3, 1])])
  return b.node('Floor', [b.node('Div', [b.node('Add', [sum, b.floats([2 ** 15], [])]), b.floats([2 ** 16], [])])])
}

function meanTensor(
  b: OnnxBuilder,
  { kind, values }: MeanValues,
  { height, width, channels, crop }: Preprocessing,
): string {
  if (kind === 'pixel') return b.floats(values, [channels, 1, 1])
  const [rows, columns] = [crop || height, crop || width]
  const [top, left] = [Math.floor((height - rows) / 2), Math.floor((width - columns) / 2)]
  const planes = new Float32Array(channels * rows * columns)
  for (let channel = 0, to = 0; channel < channels; channel += 1)
    for (let row = top; row < top + rows; row += 1)
      for (let column = left; column < left + columns; column += 1, to += 1)
        planes[to] = values[(row * width + column) * channels + channel] ?? 0
  return b.floats(planes, [channels, rows, columns])
}

const named = (value: string): OnnxDimension => ({ value: { $case: 'dimParam', value } })
const fixed = (value: number): OnnxDimension => ({ value: { $case: 'dimValue', value } })

function valueInfo(name: string, elemType: number, dim: OnnxDimension[]): OnnxValueInfo {
  return { name, type: { value: { $case: 'tensorType', value: { elemType, shape: { dim } } } } }
}
