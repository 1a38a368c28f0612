import type { Labelled, Split } from './split.js'

/** One line of `images.jsonl`. */
export interface ImageLine {
  n: number
  path: string
  label: number
  split: Split
  shard: number
  row: number
  /** Of the file, `blake3:…`; lines of older datasets have its `sha256` in place of it. */
  hash?: string
  sha256?: string
  pixels: string
  conversion?: string
  /** Of the file, its picture and the stored row; lines of datasets built before these were kept lack them. */
  bytes?: number
  height?: number
  width?: number
  dhash?: string
  deviation?: number
}

/** What the pixel program says of one image that it kept. */
type KeptLine = { index: number } & Omit<ImageLine, 'n' | 'path' | 'label' | 'split' | 'shard' | 'row'>

/** The lines of one shard: the plan's paths and labels joined with what came of them, in shard order. */
export function* linesOfShard(
  shard: { split: Split; index: number },
  plan: Labelled[],
  kept: string,
  firstImage: number,
): Generator<ImageLine> {
  let row = 0
  for (const text of kept.split('\n')) {
    if (text === '') continue
    const { index, ...hashes } = JSON.parse(text) as KeptLine
    const { path, label } = plan[index] as Labelled
    const place = { split: shard.split, shard: shard.index, row }
    yield { n: firstImage + row, path, label, ...place, ...hashes }
    row += 1
  }
}
