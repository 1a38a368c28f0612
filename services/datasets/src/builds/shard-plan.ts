import { type PerSplit, SPLITS, type Split } from './split.js'

/** Bytes of pixels a shard aims at: between 64 and 128 MiB as soon as there are two. */
export const SHARD_BYTES = 128 * 2 ** 20

/** Keeps the order for one shard small, whatever the size of its images. */
const MOST_IMAGES = 100_000

export interface ShardSlice {
  split: Split
  /** Within its split, from 0; part of the object's name. */
  index: number
  /** The slice of the split's list. */
  start: number
  end: number
}

/** Cuts the lists into shards of nearly equal size, in the order train, val, test. */
export function planShards(counts: PerSplit<number>, rowBytes: number, shardBytes: number): ShardSlice[] {
  return SPLITS.flatMap(split => {
    const count = counts[split]
    const shards = Math.min(count, Math.ceil(count / Math.min(MOST_IMAGES, shardBytes / rowBytes)))
    return Array.from({ length: shards }, (_, index) => ({
      split,
      index,
      start: Math.floor((count * index) / shards),
      end: Math.floor((count * (index + 1)) / shards),
    }))
  })
}
