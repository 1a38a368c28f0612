export interface Tensor {
  name: string
  dtype: 'F32' | 'U64'
  shape: number[]
  /** Little-endian, as this machine has it. */
  data: Float32Array | BigUint64Array
}

/** A safetensors file of a few tensors, in the order given; the header is padded so that data begins at a multiple of 8. */
export function encodeSafetensors(tensors: Tensor[]): Buffer {
  let end = 0
  const entries = tensors.map(({ name, dtype, shape, data }) => {
    const start = end
    end += data.byteLength
    return [name, { dtype, shape, data_offsets: [start, end] }]
  })
  const text = JSON.stringify(Object.fromEntries(entries))
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8))
  const length = Buffer.alloc(8)
  length.writeUInt32LE(header.length)
  const bodies = tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  return Buffer.concat([length, header, ...bodies])
}
