/** Adds the sums of one shard (uint64 little-endian) to `total`. Exact: sums of bytes stay far below 2⁵³. */
export function addSums(total: Float64Array, sums: Buffer): void {
  if (sums.length !== total.length * 8) throw new Error(`sums of ${sums.length} bytes for ${total.length} values`)
  for (let at = 0; at < total.length; at++) {
    total[at] = (total[at] as number) + sums.readUInt32LE(at * 8) + sums.readUInt32LE(at * 8 + 4) * 2 ** 32
  }
}

export interface Mean {
  /** H×W×C. */
  image: Float32Array
  /** H×W×C, rounded, to look at. */
  picture: Buffer
  /** One value a channel, 0 to 255. */
  pixel: number[]
}

export function meanOf(total: Float64Array, count: number, channels: number): Mean {
  const image = new Float32Array(total.length)
  const picture = Buffer.alloc(total.length)
  const perChannel = new Array<number>(channels).fill(0)
  for (let at = 0; at < total.length; at++) {
    const mean = (total[at] as number) / count
    image[at] = mean
    picture[at] = Math.round(mean)
    perChannel[at % channels] = (perChannel[at % channels] as number) + (total[at] as number)
  }
  const values = (total.length / channels) * count
  return { image, picture, pixel: perChannel.map(sum => sum / values) }
}
