/** Entries of one chunk and points of one bucket of the next level; 64 = 8 × 8, so a bucket's parts always lie in one chunk. */
export const ENTRIES = 64
export const FACTOR = 8

/** Part of a series at one level. At level 0 an entry is a point and `max` is the same array as `min`; above, a bucket of 8 entries below. Iterations ascend strictly. */
export interface Entries {
  iterations: number[]
  min: number[]
  max: number[]
}

export const noEntries = (level: number): Entries => {
  const min: number[] = []
  return { iterations: [], min, max: level === 0 ? min : [] }
}

/** Iterations as varint differences (the first one is kept beside the chunk), then float64 values: min, and max above level 0. */
export function packChunk(entries: Entries, level: number): Buffer {
  const { iterations, min, max } = entries
  const count = iterations.length
  const columns = level === 0 ? [min] : [min, max]
  const packed = Buffer.allocUnsafe(1 + 5 * count + 8 * columns.length * count)
  let at = packed.writeUInt8(count)
  for (let i = 1; i < count; i++) {
    let delta = (iterations[i] as number) - (iterations[i - 1] as number)
    while (delta > 127) {
      packed[at++] = (delta & 127) | 128
      delta >>>= 7
    }
    packed[at++] = delta
  }
  for (const column of columns) for (const value of column) at = packed.writeDoubleLE(value, at)
  return packed.subarray(0, at)
}

export function unpackChunk(packed: Buffer, first: number, level: number): Entries {
  const entries = noEntries(level)
  const count = packed.readUInt8(0)
  let at = 1
  let iteration = first
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      let shift = 0
      let byte: number
      do {
        byte = packed[at++] as number
        iteration += (byte & 127) << shift
        shift += 7
      } while (byte > 127)
    }
    entries.iterations.push(iteration)
  }
  for (const column of level === 0 ? [entries.min] : [entries.min, entries.max])
    for (let i = 0; i < count; i++, at += 8) column.push(packed.readDoubleLE(at))
  return entries
}
