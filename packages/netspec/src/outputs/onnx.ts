import { dataBlob } from '../graph/inputs.ts'
import type { NamedParameter } from '../graph/name-parameters.ts'
import type { LayerType, Shape } from '../layer.ts'
import { type DeployOp, deployOps } from './deploy-ops.ts'
import {
  elementType,
  type OnnxAttribute,
  type OnnxDimension,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
  type OnnxValueInfo,
} from './onnx-types.ts'
import type { Plan } from './plan.ts'

/** Operator set 17 came with version 8 of the file format; both are read by every runtime of the last years. */
const opset = 17
const irVersion = 8

/** Writes the classifying path. Every blob is an output, so that one graph both classifies and shows what each layer saw. */
export function toOnnx(plan: Plan, layers: readonly LayerType[]): OnnxModel {
  const { channels, height, width } = plan.input
  const ops = deployOps(plan, layers)
  const parameters = new Map(
    ops.flatMap(op => op.parameters.map(parameter => [parameter.name, initializer(parameter)] as const)),
  )
  return {
    irVersion,
    producerName: 'fovea',
    producerVersion: '1',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: plan.name,
      node: ops.flatMap(writeOp),
      initializer: [...parameters.values()],
      input: [valueInfo(dataBlob, [channels, height, width])],
      output: ops.flatMap(({ tops, shapes }) => tops.map((top, i) => valueInfo(top, shapes[i] ?? []))),
      valueInfo: [],
    },
    metadataProps: [],
  }
}

function writeOp({ name, form, bottoms, tops, inputShapes, shapes, attributes, parameters }: DeployOp): OnnxNode[] {
  if (form?.onnx === undefined) throw new Error(`${name} is of a type without an ONNX form`)
  const nodes: OnnxNode[] = []
  const node = (
    opType: string,
    names: readonly string[],
    values: Readonly<Record<string, OnnxValue>> = {},
    output?: string | readonly [string, string],
  ): string => {
    const id = `${name}/${opType}${nodes.length}`
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
  form.onnx({
    name,
    inputs: bottoms,
    outputs: tops,
    inputShapes,
    outputShapes: shapes,
    attributes,
    parameters: parameters.map(parameter => parameter.name),
    node,
    constant: value => node('Constant', [], 'ints' in value ? { value_ints: value } : { value_floats: value }),
  })
  return nodes
}

export function attribute(name: string, value: OnnxValue): OnnxAttribute {
  const empty = { name, floats: [], ints: [], strings: [] }
  if ('i' in value) return { ...empty, type: 'INT', i: value.i }
  if ('g' in value) return { ...empty, type: 'GRAPH', g: value.g }
  if ('f' in value) return { ...empty, type: 'FLOAT', f: value.f }
  if ('ints' in value) return { ...empty, type: 'INTS', ints: [...value.ints] }
  return { ...empty, type: 'FLOATS', floats: [...value.floats] }
}

function initializer({ name, shape }: NamedParameter): OnnxTensor {
  return {
    name,
    dims: [...shape],
    dataType: elementType.float32,
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
  return { name, type: { value: { $case: 'tensorType', value: { elemType: elementType.float32, shape: { dim } } } } }
}
