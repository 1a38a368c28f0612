import type { OnnxModel } from '@fovea/netspec'
import {
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataLocation as DataLocation,
  ModelProto,
} from '@fovea/proto/onnx'

/** The plain ONNX object of netspec as the bytes of an ONNX file; only enumerations differ from what the codec takes. */
export function toOnnxBytes({ graph, ...model }: OnnxModel): Buffer {
  const message = ModelProto.create({
    ...model,
    graph: {
      ...graph,
      node: graph.node.map(node => ({
        ...node,
        attribute: node.attribute.map(attribute => ({ ...attribute, type: AttributeType[attribute.type] })),
      })),
      initializer: graph.initializer.map(tensor => ({ ...tensor, dataLocation: DataLocation[tensor.dataLocation] })),
    },
  })
  return Buffer.from(ModelProto.encode(message).finish())
}
