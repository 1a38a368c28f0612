import {
  classifiesPictures,
  mostOnnxBytes,
  type OnnxFile,
  placeWeights,
  standardLayers,
  toOnnx,
  toOnnxFile,
  WeightsMismatch,
  weightsHeaderBytes,
  weightsPrefixBytes,
} from '@fovea/netspec'
import { AppError } from '@fovea/service-kit'
import { meanValues } from './mean.js'
import type { Objects } from './objects.js'
import type { SnapshotFacts } from './run-facts.js'

export interface OnnxDownload {
  bytes: number
  /** The file in its order: the weights are read from the store as they come to be sent, and never held. */
  body(): AsyncGenerator<Uint8Array>
}

/** A snapshot as one ONNX file that takes pictures. */
export async function onnxDownload(objects: Objects, facts: SnapshotFacts): Promise<OnnxDownload> {
  const { plan, snapshot } = facts
  const model = toOnnx(plan, standardLayers)
  const metadata = Object.entries(metadataOf(facts)).map(([key, value]) => ({ key, value }))
  const file = toOnnxFile(classifiesPictures(model, plan, await meanValues(objects, facts), metadata))
  if (file.bytes > mostOnnxBytes)
    throw new AppError(
      'invalid',
      'The network has more weights than the 2 GiB that an ONNX file can hold; download the PyTorch source and the weights.',
    )
  const wanted = model.graph.initializer.map(({ name, dims }) => ({ name, shape: dims }))
  const places = placeWeights(await headerOf(objects, snapshot.weightsKey), wanted)
  return { bytes: file.bytes, body: () => written(objects, snapshot.weightsKey, file, places) }
}

/** What the file says of itself to whoever opens it. */
function metadataOf({ run, snapshot, plan, manifest }: SnapshotFacts): Record<string, string> {
  return {
    run: run.name,
    epoch: `${snapshot.epoch}`,
    classes: JSON.stringify(manifest.classes),
    preprocessing: JSON.stringify(plan.preprocessing),
    input: 'One picture, height × width × 3, uint8, RGB, upright, of any size; scaling and all else is in the graph.',
    output: 'The probability of each class, in the order of classes.',
  }
}

async function headerOf(objects: Objects, key: string): Promise<Buffer> {
  const length = weightsHeaderBytes(await whole(objects, key, 0, weightsPrefixBytes))
  return whole(objects, key, weightsPrefixBytes, length)
}

async function whole(objects: Objects, key: string, offset: number, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await objects.getRange(key, offset, bytes)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function* written(
  objects: Objects,
  key: string,
  { parts }: OnnxFile,
  places: ReturnType<typeof placeWeights>,
): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      yield part
      continue
    }
    const place = places.get(part.gap)
    if (!place) throw new WeightsMismatch(`There is no place for ${part.gap}.`)
    let sent = 0
    for await (const chunk of await objects.getRange(key, place.offset, place.bytes)) {
      sent += (chunk as Buffer).length
      yield chunk as Buffer
    }
    // A file that goes on after a gap would be another network.
    if (sent !== place.bytes) throw new Error(`${key} ended within ${part.gap}`)
  }
}
