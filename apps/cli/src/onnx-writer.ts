import { type FileHandle, open } from 'node:fs/promises'
import {
  mostOnnxBytes,
  type OnnxModel,
  parametersAsInputs,
  placeWeights,
  toOnnxFile,
  WeightsMismatch,
  weightsHeaderBytes,
  weightsPrefixBytes,
} from '@fovea/netspec'
import { EXIT, Failure } from './outcome.js'

const CHUNK = 1 << 20

/** Writes a model piece by piece, its weights copied out of a snapshot's file; answers the count of bytes. */
export async function writeOnnx(model: OnnxModel, weights: string | undefined, to: string): Promise<number> {
  if (weights === undefined) return write(toOnnxFile(parametersAsInputs(model)), undefined, to)
  const source = await open(weights).catch(() => {
    throw new Failure(`The file ${weights} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
  })
  try {
    return await write(toOnnxFile(model), { source, places: await placesOf(source, model) }, to)
  } catch (error) {
    if (!(error instanceof WeightsMismatch)) throw error
    throw new Failure(`${weights} does not fit the network. ${error.message}`, EXIT.failed, { code: 'weights-other' })
  } finally {
    await source.close()
  }
}

interface Weights {
  source: FileHandle
  places: ReturnType<typeof placeWeights>
}

async function placesOf(source: FileHandle, { graph }: OnnxModel): Promise<Weights['places']> {
  const length = weightsHeaderBytes(await read(source, 0, weightsPrefixBytes))
  const header = await read(source, weightsPrefixBytes, length)
  return placeWeights(
    header,
    graph.initializer.map(({ name, dims }) => ({ name, shape: dims })),
  )
}

async function write({ bytes, parts }: ReturnType<typeof toOnnxFile>, weights: Weights | undefined, to: string) {
  if (bytes > mostOnnxBytes)
    throw new Failure(`The file would have ${bytes} bytes; ONNX holds at most 2 GiB.`, EXIT.failed, {
      code: 'too-large',
    })
  const target = await open(to, 'w').catch(error => {
    throw new Failure(`${to} cannot be written: ${error.message}.`)
  })
  try {
    for (const part of parts) {
      if (part instanceof Uint8Array) {
        await target.writeFile(part)
        continue
      }
      const place = weights?.places.get(part.gap)
      if (!weights || !place) throw new Error(`no weights for ${part.gap}`)
      for (let done = 0; done < place.bytes; done += CHUNK)
        await target.writeFile(await read(weights.source, place.offset + done, Math.min(CHUNK, place.bytes - done)))
    }
  } finally {
    await target.close()
  }
  return bytes
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead < length) throw new WeightsMismatch('It ends early.')
  return bytes
}
