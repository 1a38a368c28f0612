import type { DatasetRow } from '../datasets/dataset.entity.js'
import { IMAGES, MEAN, REPORT, shardKey } from './keys.js'
import { type PerSplit, SPLITS, type Split } from './split.js'

export interface ObjectHash {
  /** The algorithm, a colon, hexadecimal digits. */
  hash: string
  bytes: number
}

export interface ManifestParts {
  shards: ({ split: Split; index: number; count: number } & ObjectHash)[]
  counts: PerSplit<number[]>
  mean: ObjectHash & { pixel: number[] }
  images: ObjectHash
  report: ObjectHash
}

/** The manifest, version 2 (docs/contracts.md). */
export function manifestOf(row: DatasetRow, { shards, counts, mean, images, report }: ManifestParts) {
  const splits = SPLITS.map(split => {
    const perClass = counts[split]
    const own = shards.filter(shard => shard.split === split)
    const files = own.map(({ index, hash, bytes, count }) => ({
      key: shardKey({ split, index }),
      hash,
      bytes,
      count,
    }))
    return [split, { count: perClass.reduce((sum, count) => sum + count, 0), perClass, shards: files }]
  })
  return {
    version: 2,
    dataset: row.id,
    project: row.project,
    recipe: {
      height: row.height,
      width: row.width,
      channels: row.channels,
      resize: row.resize,
      encoding: row.encoding,
      validationPercent: row.validation_percent,
      testPercent: row.test_percent,
      seed: Number(row.seed),
      fastDecoding: row.fast_decoding,
      mirror: row.mirror,
      classes: row.chosen_classes,
      merged: row.merged_classes,
      minPerClass: row.min_per_class,
      maxPerClass: row.max_per_class,
    },
    source: row.origin,
    classes: row.classes,
    splits: Object.fromEntries(splits),
    mean: { key: MEAN, ...mean },
    images: { key: IMAGES, ...images },
    report: { key: REPORT, ...report },
  }
}
