import { elements } from '../layer.ts'
import type {
  OnnxAttribute,
  OnnxDimension,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './onnx-types.ts'
import { type Part, Protobuf } from './protobuf.ts'

/** A file of ONNX whose weights are gaps, named as in the plan, float32 and little-endian: it can be written as they come. */
export interface OnnxFile {
  readonly bytes: number
  readonly parts: readonly Part<string>[]
}

/** Protobuf's own bound, and so that of an ONNX file with its weights inside. */
export const mostOnnxBytes = 2 ** 31 - 1

const float32Bytes = 4
const attributeTypes = { FLOAT: 1, INT: 2, GRAPH: 5, FLOATS: 6, INTS: 7 } as const

const dataLocation = { external: 1 } as const

type Bytes = Protobuf<string>

/** The model for when there are no weights: each parameter becomes an input of the graph. */
export function parametersAsInputs(model: OnnxModel): OnnxModel {
  const { input, initializer } = model.graph
  const parameters = initializer.filter(({ rawData }) => rawData === undefined)
  const inputs = parameters.map(({ name, dims, dataType }) => {
    const dim = dims.map(value => ({ value: { $case: 'dimValue' as const, value } }))
    return { name, type: { value: { $case: 'tensorType' as const, value: { elemType: dataType, shape: { dim } } } } }
  })
  const rest = initializer.filter(({ rawData }) => rawData !== undefined)
  return { ...model, graph: { ...model.graph, input: [...input, ...inputs], initializer: rest } }
}

/** The model with its weights inside. */
export function toOnnxFile(model: OnnxModel): OnnxFile {
  const file = writeModel(model)
  return { bytes: file.bytes, parts: file.parts() }
}

/** The model with its weights elsewhere: each is marked as external data, its place left open. */
export function toOnnxBytes({ graph, ...model }: OnnxModel): Uint8Array {
  const initializer = graph.initializer.map(tensor => ({ ...tensor, isElsewhere: tensor.rawData === undefined }))
  const [bytes] = writeModel({ ...model, graph: { ...graph, initializer } }).parts()
  if (!(bytes instanceof Uint8Array)) throw new Error('a model without weights is one piece')
  return bytes
}

interface Tensor extends OnnxTensor {
  isElsewhere?: boolean
}

/** Field numbers are those of onnx.proto. */
function writeModel({ irVersion, producerName, producerVersion, graph, ...model }: OnnxModel): Bytes {
  const file: Bytes = new Protobuf<string>().int(1, irVersion).text(2, producerName).text(3, producerVersion)
  file.message(7, writeGraph(graph))
  for (const { domain, version } of model.opsetImport)
    file.message(8, new Protobuf<string>().text(1, domain).int(2, version))
  for (const { key, value } of model.metadataProps) file.message(14, new Protobuf<string>().text(1, key).text(2, value))
  return file
}

function writeGraph({ name, node, initializer, input, output, valueInfo }: OnnxGraph): Bytes {
  const graph: Bytes = new Protobuf()
  for (const each of node) graph.message(1, writeNode(each))
  graph.text(2, name)
  for (const each of initializer) graph.message(5, writeTensor(each))
  for (const each of input) graph.message(11, writeValueInfo(each))
  for (const each of output) graph.message(12, writeValueInfo(each))
  for (const each of valueInfo) graph.message(13, writeValueInfo(each))
  return graph
}

function writeNode({ name, opType, input, output, attribute }: OnnxNode): Bytes {
  const node: Bytes = new Protobuf()
  for (const each of input) node.text(1, each)
  for (const each of output) node.text(2, each)
  node.text(3, name).text(4, opType)
  for (const each of attribute) node.message(5, writeAttribute(each))
  return node
}

function writeAttribute({ name, type, f, i, g, floats, ints }: OnnxAttribute): Bytes {
  const attribute: Bytes = new Protobuf<string>().text(1, name)
  if (f !== undefined) attribute.float(2, f)
  if (i !== undefined) attribute.int(3, i)
  if (g !== undefined) attribute.message(6, writeGraph(g))
  for (const each of floats) attribute.float(7, each)
  for (const each of ints) attribute.int(8, each)
  return attribute.int(20, attributeTypes[type])
}

function writeTensor({ name, dims, dataType, rawData, isElsewhere }: Tensor): Bytes {
  const tensor: Bytes = new Protobuf()
  for (const each of dims) tensor.int(1, each)
  tensor.int(2, dataType).text(8, name)
  if (isElsewhere) return tensor.int(14, dataLocation.external)
  return rawData === undefined ? tensor.gap(9, name, elements(dims) * float32Bytes) : tensor.raw(9, rawData)
}

function writeValueInfo({ name, type }: OnnxValueInfo): Bytes {
  const { elemType, shape } = type.value.value
  const tensor = new Protobuf<string>().int(1, elemType)
  if (shape !== undefined) tensor.message(2, writeShape(shape))
  return new Protobuf<string>().text(1, name).message(2, new Protobuf<string>().message(1, tensor))
}

function writeShape({ dim }: { dim: OnnxDimension[] }): Bytes {
  const dimensions: Bytes = new Protobuf()
  for (const { value } of dim) {
    const dimension: Bytes = new Protobuf()
    if (value.$case === 'dimValue') dimension.int(1, value.value)
    else dimension.text(2, value.value)
    dimensions.message(1, dimension)
  }
  return dimensions
}
