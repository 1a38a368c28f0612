import { describe, expect, it } from 'vitest'
import { planShards, SHARD_BYTES } from './shard-plan.js'

describe('cutting into shards', () => {
  it('makes equal shards of 64 to 128 MiB, without a gap', () => {
    const row = 256 * 256 * 3
    const shards = planShards({ train: 10_000, val: 100, test: 0 }, row, SHARD_BYTES)
    const train = shards.filter(({ split }) => split === 'train')
    expect(train[0]?.start).toBe(0)
    expect(train.at(-1)?.end).toBe(10_000)
    train.slice(1).forEach((shard, n) => {
      expect(shard.start).toBe(train[n]?.end)
    })
    for (const { start, end } of train) {
      expect((end - start) * row).toBeGreaterThanOrEqual(64 * 2 ** 20)
      expect((end - start) * row).toBeLessThanOrEqual(SHARD_BYTES)
    }
    expect(shards.filter(({ split }) => split !== 'train')).toEqual([{ split: 'val', index: 0, start: 0, end: 100 }])
  })

  it('gives an image that is larger than a shard a shard of its own', () => {
    expect(planShards({ train: 2, val: 0, test: 0 }, 1000, 10)).toHaveLength(2)
  })
})
