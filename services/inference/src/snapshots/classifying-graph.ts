import { TensorProto_DataLocation as DataLocation, ModelProto, type TensorProto } from '@fovea/proto/onnx'
import type { TensorPlace } from '@fovea/service-kit'

export const WEIGHTS_FILE = 'weights.safetensors'
const FLOAT32 = 1

/**
 * A run's ONNX graph made ready for one snapshot: its parameters are read from the weights file beside it, and the probabilities are its only output,
 * so that the runtime may fuse layers.
 * The places are those of this very file: a stale one would load without an error and answer nonsense.
 */
export function classifyingGraph(onnx: Buffer, places: Map<string, TensorPlace>, probabilities: string): Buffer {
  const model = ModelProto.decode(onnx)
  const { graph } = model
  const output = graph?.output.filter(({ name }) => name === probabilities) ?? []
  if (!graph || output.length !== 1) throw new Error(`the graph has no output ${probabilities}`)
  const initializer = graph.initializer.map(tensor =>
    tensor.dataLocation === DataLocation.EXTERNAL ? placed(tensor, places.get(tensor.name ?? '')) : tensor,
  )
  return Buffer.from(ModelProto.encode({ ...model, graph: { ...graph, initializer, output } }).finish())
}

function placed(tensor: TensorProto, place: TensorPlace | undefined): TensorProto {
  const { name, dims, dataType } = tensor
  const isAsExpected = place?.dtype === 'F32' && dataType === FLOAT32 && `${place.shape}` === `${dims}`
  if (!isAsExpected) {
    throw new Error(
      `the graph wants ${name} as float32 ${dims}, the weights have ${place ? `${place.dtype} ${place.shape}` : 'none'}`,
    )
  }
  const externalData = [
    { key: 'location', value: WEIGHTS_FILE },
    { key: 'offset', value: `${place.offset}` },
    { key: 'length', value: `${place.length}` },
  ]
  return { ...tensor, externalData }
}
