import type { InferredOp } from '../graph/infer.ts'
import { dataBlob } from '../graph/inputs.ts'
import type { NamedParameter } from '../graph/name-parameters.ts'
import type { Shape } from '../layer.ts'
import type {
  OnnxAttribute,
  OnnxDimension,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
  OnnxValueInfo,
} from './onnx-types.ts'

const float32 = 1
/** Operator set 17 came with version 8 of the file format; both are read by every runtime of the last years. */
const opset = 17
const irVersion = 8

export interface OnnxOp extends Pick<InferredOp, 'layer' | 'bottoms' | 'tops' | 'inputs' | 'shapes' | 'attributes'> {
  readonly parameters: readonly NamedParameter[]
}

/** Writes the classifying path. Every blob is an output, so that one graph both classifies and shows what each layer saw. */
export function toOnnx(name: string, input: Shape, ops: readonly OnnxOp[]): OnnxModel {
  const nodes = ops.flatMap(writeOp)
  const parameters = new Map(
    ops.flatMap(op => op.parameters.map(parameter => [parameter.name, initializer(parameter)] as const)),
  )
  return {
    irVersion,
    producerName: 'fovea',
    producerVersion: '1',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name,
      node: nodes,
      initializer: [...parameters.values()],
      input: [valueInfo(dataBlob, input)],
      output: ops.flatMap(({ tops, shapes }) => tops.map((top, i) => valueInfo(top, shapes[i] ?? []))),
      valueInfo: [],
    },
    metadataProps: [],
  }
}

function writeOp({ layer, bottoms, tops, inputs, shapes, attributes, parameters }: OnnxOp): OnnxNode[] {
  const nodes: OnnxNode[] = []
  const node = (
    opType: string,
    names: readonly string[],
    values: Readonly<Record<string, OnnxValue>> = {},
    output?: string | readonly [string, string],
  ): string => {
    const id = `${layer.name}/${opType}${nodes.length}`
    const [made = id, ...others] = typeof output === 'string' ? [output] : (output ?? [])
    nodes.push({
      name: id,
      opType,
      input: [...names],
      output: [made, ...others],
      attribute: Object.entries(values).map(([key, value]) => attribute(key, value)),
    })
    return made
  }
  layer.type?.onnx?.({
    name: layer.name,
    inputs: bottoms,
    outputs: tops,
    inputShapes: inputs,
    outputShapes: shapes,
    attributes,
    parameters: parameters.map(parameter => parameter.name),
    node,
    constant: value => node('Constant', [], 'ints' in value ? { value_ints: value } : { value_floats: value }),
  })
  return nodes
}

function attribute(name: string, value: OnnxValue): OnnxAttribute {
  const empty = { name, floats: [], ints: [], strings: [] }
  if ('i' in value) return { ...empty, type: 'INT', i: value.i }
  if ('f' in value) return { ...empty, type: 'FLOAT', f: value.f }
  if ('ints' in value) return { ...empty, type: 'INTS', ints: [...value.ints] }
  return { ...empty, type: 'FLOATS', floats: [...value.floats] }
}

function initializer({ name, shape }: NamedParameter): OnnxTensor {
  return {
    name,
    dims: [...shape],
    dataType: float32,
    floatData: [],
    int64Data: [],
    dataLocation: 'EXTERNAL',
    externalData: [],
  }
}

function valueInfo(name: string, shape: Shape): OnnxValueInfo {
  const dim: OnnxDimension[] = [
    { value: { $case: 'dimParam', value: 'N' } },
    ...shape.map(side => ({ value: { $case: 'dimValue' as const, value: side } })),
  ]
  return { name, type: { value: { $case: 'tensorType', value: { elemType: float32, shape: { dim } } } } }
}
