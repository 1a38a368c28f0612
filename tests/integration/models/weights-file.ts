interface Tensor {
  name: string
  shape: readonly number[]
}

/** A safetensors file of float32 zeros. */
export function weightsFile(tensors: readonly Tensor[]): Buffer {
  const header: Record<string, unknown> = { __metadata__: { fovea: '{"version":1}' } }
  let end = 0
  for (const { name, shape } of tensors) {
    const bytes = 4 * shape.reduce((product, side) => product * side, 1)
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + bytes] }
    end += bytes
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, Buffer.alloc(end)])
}
