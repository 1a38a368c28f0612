import { readFileSync } from 'node:fs'
import { type OnnxModel, toOnnxFile } from '@fovea/netspec'
import { readFloats } from '@fovea/service-kit'

/** The model as a file, its weights out of a snapshot's. */
export function withWeights(model: OnnxModel, snapshot: string): Buffer {
  const weights = readFileSync(snapshot)
  const { bytes, parts } = toOnnxFile(model)
  const file = Buffer.concat(
    parts.map(part => (part instanceof Uint8Array ? part : Buffer.from(readFloats(weights, part.gap).buffer))),
  )
  if (file.length !== bytes) throw new Error(`${file.length} bytes, not the ${bytes} that were told`)
  return file
}
