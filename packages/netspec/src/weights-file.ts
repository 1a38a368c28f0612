import type { Shape } from './layer.ts'

/** A parameter that a network wants out of a snapshot, float32. */
interface Wanted {
  readonly name: string
  readonly shape: Shape
}

/** Where a parameter's values lie, in bytes from the start of the file. */
export interface WeightPlace {
  readonly offset: number
  readonly bytes: number
}

/** A file of weights that is none, or of another network; the message says which. */
export class WeightsMismatch extends Error {}

/** A safetensors file begins with so many bytes that tell the length of its header. */
export const weightsPrefixBytes = 8
const mostHeaderBytes = 100 * 2 ** 20
const float32Bytes = 4

/** Length of the header that follows. Throws WeightsMismatch for what is no safetensors file. */
export function weightsHeaderBytes(start: Uint8Array): number {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const length = start.byteLength < weightsPrefixBytes ? 0n : view.getBigUint64(0, true)
  if (length < 2n || length > BigInt(mostHeaderBytes)) throw new WeightsMismatch('It is no safetensors file.')
  return Number(length)
}

/** Places of a network's parameters, by name; the file may hold others. Throws WeightsMismatch where one is missing or other. */
export function placeWeights(header: Uint8Array, wanted: readonly Wanted[]): Map<string, WeightPlace> {
  const entries = readEntries(header)
  const start = weightsPrefixBytes + header.byteLength
  return new Map(
    wanted.map(({ name, shape }) => {
      const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
      if (entry === undefined) throw new WeightsMismatch(`It has no tensor ${name}, so it is of another network.`)
      const [from = Number.NaN, to = Number.NaN] = entry.data_offsets ?? []
      const bytes = shape.reduce((product, side) => product * side, float32Bytes)
      if (entry.dtype !== 'F32' || `${entry.shape}` !== `${shape}` || !(from >= 0) || to - from !== bytes)
        throw new WeightsMismatch(
          `Its tensor ${name} is ${entry.dtype} ${entry.shape?.join('×')}, where the network has F32 ${shape.join('×')}.`,
        )
      return [name, { offset: start + from, bytes }]
    }),
  )
}

interface Entry {
  readonly dtype?: string
  readonly shape?: readonly number[]
  readonly data_offsets?: readonly number[]
}

function readEntries(header: Uint8Array): Readonly<Record<string, Entry>> {
  try {
    return JSON.parse(new TextDecoder().decode(header))
  } catch {
    throw new WeightsMismatch('It is no safetensors file.')
  }
}
