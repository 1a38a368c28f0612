/** One tensor of a safetensors file, with its place counted from the start of the file. */
export interface TensorPlace {
  dtype: string
  shape: number[]
  offset: number
  length: number
}

/** Bytes of the length that the file begins with. */
export const LENGTH_BYTES = 8
/** Room for some 100,000 tensors. */
const MAX_HEADER_BYTES = 16 * 2 ** 20

/** A file that is no safetensors file, or a damaged or hostile one. */
export class NotSafetensors extends Error {}

/** Length of the JSON header. Throws `NotSafetensors`. */
export function headerLength(start: Buffer): number {
  const length = start.length < LENGTH_BYTES ? 0n : start.readBigUInt64LE()
  if (length < 2n || length > BigInt(MAX_HEADER_BYTES)) throw new NotSafetensors('not a safetensors file')
  return Number(length)
}

/** Reads the tensors of a header. `fileBytes` bounds them: a place outside of the file would read something else. Throws `NotSafetensors`. */
export function readHeader(header: Buffer, fileBytes: number): Map<string, TensorPlace> {
  const dataStart = LENGTH_BYTES + header.length
  const { __metadata__: _, ...tensors } = objectOf(parsed(header))
  return new Map(
    Object.entries(tensors).map(([name, tensor]) => {
      const { dtype, shape, data_offsets: offsets } = objectOf(tensor)
      if (typeof dtype !== 'string' || !areCounts(shape) || !areCounts(offsets))
        throw new NotSafetensors(`${name} is no tensor`)
      const [begin = -1, end = -1] = offsets
      if (!(begin >= 0 && begin <= end && dataStart + end <= fileBytes))
        throw new NotSafetensors(`${name} lies outside the file`)
      return [name, { dtype, shape, offset: dataStart + begin, length: end - begin }]
    }),
  )
}

function parsed(header: Buffer): unknown {
  try {
    return JSON.parse(header.toString())
  } catch (error) {
    throw new NotSafetensors('its header is not JSON', { cause: error })
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new NotSafetensors('its header is no table of tensors')
  return value as Record<string, unknown>
}

const areCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(count => Number.isSafeInteger(count) && count >= 0)

/** One float32 tensor of a whole file in memory. */
export function readFloats(file: Buffer, name: string): Float32Array {
  const length = headerLength(file)
  const places = readHeader(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length), file.length)
  const place = places.get(name)
  if (place?.dtype !== 'F32') throw new NotSafetensors(`no float32 tensor ${name} in the file`)
  const values = new Float32Array(place.length / 4)
  // Copied: the data need not lie on a multiple of four.
  Buffer.from(values.buffer).set(file.subarray(place.offset, place.offset + place.length))
  return values
}
