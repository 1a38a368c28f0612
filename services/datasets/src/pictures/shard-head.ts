/** Longer than the header of any shard. */
export const HEAD_BYTES = 1024

export type ShardHead = ReadonlyMap<string, number>

/** Where the tensors of a shard begin, read from the first `HEAD_BYTES` of it or all there is. Throws on what is no shard. */
export function readShardHead(head: Buffer): ShardHead {
  const length = head.length < 8 ? Number.NaN : Number(head.readBigUInt64LE())
  if (!(8 + length <= head.length)) throw new Error('This is a shard whose header is not whole.')
  const fields = JSON.parse(head.subarray(8, 8 + length).toString()) as Record<string, { data_offsets: number[] }>
  const starts = Object.entries(fields).map(
    ([name, field]) => [name, 8 + length + (field.data_offsets[0] ?? 0)] as const,
  )
  return new Map(starts)
}

/** Throws where the shard has no such tensor. */
export function tensorAt(head: ShardHead, name: string): number {
  const at = head.get(name)
  if (at === undefined) throw new Error(`This is a shard without the tensor ${name}.`)
  return at
}
