import { elements } from '../layer.ts'
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnx-types.ts'
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

type Bytes = Protobuf<string>

/** The model with its weights inside. Field numbers are those of onnx.proto. */
export function toOnnxFile({ irVersion, producerName, producerVersion, graph, ...model }: OnnxModel): OnnxFile {
  const file: Bytes = new Protobuf<string>().int(1, irVersion).text(2, producerName).text(3, producerVersion)
  file.message(7, writeGraph(graph))
  for (const { domain, version } of model.opsetImport)
    file.message(8, new Protobuf<string>().text(1, domain).int(2, version))
  for (const { key, value } of model.metadataProps) file.message(14, new Protobuf<string>().text(1, key).text(2, value))
  return { bytes: file.bytes, parts: file.parts() }
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

function writeTensor({ name, dims, dataType, rawData }: OnnxTensor): Bytes {
  const tensor: Bytes = new Protobuf()
  for (const each of dims) tensor.int(1, each)
  tensor.int(2, dataType).text(8, name)
  return rawData === undefined ? tensor.gap(9, name, elements(dims) * float32Bytes) : tensor.raw(9, rawData)
}

function writeValueInfo({ name, type }: OnnxValueInfo): Bytes {
  const { elemType, shape } = type.value.value
  const dimensions: Bytes = new Protobuf()
  for (const { value } of shape.dim) {
    const dimension: Bytes = new Protobuf()
    if (value.$case === 'dimValue') dimension.int(1, value.value)
    else dimension.text(2, value.value)
    dimensions.message(1, dimension)
  }
  const tensor = new Protobuf<string>().int(1, elemType).message(2, dimensions)
  return new Protobuf<string>().text(1, name).message(2, new Protobuf<string>().message(1, tensor))
}
