/** One tensor of a safetensors file, with its place counted from the start of the file. */
export interface TensorPlace {
  dtype: string
  shape: number[]
  offset: number
  length: number
}

/** Bytes of the length that the file begins with. */
export const LENGTH_BYTES = 8
const MAX_HEADER_BYTES = 100 * 2 ** 20

/** Length of the JSON header. Throws on what is no safetensors file. */
export function headerLength(start: Buffer): number {
  const length = start.length < LENGTH_BYTES ? 0n : start.readBigUInt64LE()
  if (length < 2n || length > BigInt(MAX_HEADER_BYTES)) throw new Error('not a safetensors file')
  return Number(length)
}

/** Reads the tensors of a header. `fileBytes` bounds them: a place outside of the file would read something else. */
export function readHeader(header: Buffer, fileBytes: number): Map<string, TensorPlace> {
  const dataStart = LENGTH_BYTES + header.length
  const { __metadata__: _, ...tensors } = JSON.parse(header.toString()) as Record<string, RawTensor>
  return new Map(
    Object.entries(tensors).map(([name, { dtype, shape, data_offsets: offsets }]) => {
      const [begin = -1, end = -1] = offsets ?? []
      if (!(begin >= 0 && begin <= end && dataStart + end <= fileBytes))
        throw new Error(`${name} lies outside the file`)
      return [name, { dtype, shape, offset: dataStart + begin, length: end - begin }]
    }),
  )
}

interface RawTensor {
  dtype: string
  shape: number[]
  data_offsets?: [number, number]
}

/** One float32 tensor of a whole file in memory. */
export function readFloats(file: Buffer, name: string): Float32Array {
  const length = headerLength(file)
  const places = readHeader(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length), file.length)
  const place = places.get(name)
  if (place?.dtype !== 'F32') throw new Error(`no float32 tensor ${name} in the file`)
  const values = new Float32Array(place.length / 4)
  // Copied: the data need not lie on a multiple of four.
  Buffer.from(values.buffer).set(file.subarray(place.offset, place.offset + place.length))
  return values
}
