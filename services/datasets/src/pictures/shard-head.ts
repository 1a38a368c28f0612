/** Where a tensor's bytes lie in a safetensors file, from its start. */
export interface TensorPlace {
  start: number
  end: number
}

/** Longer than the header of any shard. */
export const HEAD_BYTES = 1024

/** Where the tensors of a shard lie, read from the first `HEAD_BYTES` of it or all there is. Throws on what is no shard. */
export function readShardHead(head: Buffer): Map<string, TensorPlace> {
  const length = head.length < 8 ? Number.NaN : Number(head.readBigUInt64LE())
  if (!(8 + length <= head.length)) throw new Error('a shard whose header is not whole')
  const fields = JSON.parse(head.subarray(8, 8 + length).toString()) as Record<string, { data_offsets: number[] }>
  return new Map(
    Object.entries(fields).map(
      ([
        name,
        {
          data_offsets: [start = 0, end = 0],
        },
      ]) => [name, { start: 8 + length + start, end: 8 + length + end }],
    ),
  )
}
