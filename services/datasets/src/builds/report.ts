import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import { type PerSplit, SPLITS, type Split } from './split.js'

/** How many rejected files a row keeps; the report has them all. */
export const REJECTED_IN_ROW = 1000

/** A build that ends without what was asked for: what is missing, and what to do. */
export interface Shortage {
  reason: string
  remedy: string
}

const REMEDY = 'Look at the list of rejected files: mend or remove them, then build the dataset again.'
const SPLIT_NAMES: Record<Split, string> = { train: 'training', val: 'validation', test: 'testing' }

/** Compares what was planned with what could be read; undefined when every class and split still has images. */
export function shortageOf(
  classes: string[],
  planned: PerSplit<number[]>,
  kept: PerSplit<number[]>,
): Shortage | undefined {
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  const all = (counts: PerSplit<number[]>) => SPLITS.reduce((total, split) => total + sum(counts[split]), 0)
  if (all(kept) === 0) return { reason: `None of the ${all(planned)} images could be read.`, remedy: REMEDY }
  for (const [label, name] of classes.entries()) {
    const left = SPLITS.reduce((total, split) => total + (kept[split][label] ?? 0), 0)
    if (left === 0) return { reason: `No image of the class "${name}" could be read.`, remedy: REMEDY }
    if ((planned.train[label] ?? 0) > 0 && (kept.train[label] ?? 0) === 0) {
      return { reason: `No image of the class "${name}" is left for training.`, remedy: REMEDY }
    }
  }
  for (const split of SPLITS) {
    if (sum(planned[split]) > 0 && sum(kept[split]) === 0) {
      return { reason: `No image for ${SPLIT_NAMES[split]} could be read.`, remedy: REMEDY }
    }
  }
  return undefined
}

export const reportOf = (rejected: RejectedFile[], counts: PerSplit<number[]>) => ({ version: 1, rejected, counts })

/** For whoever reads them one by one, however many there are. */
export const rejectedLines = (rejected: RejectedFile[]) =>
  rejected.map(({ path, reason }) => `${JSON.stringify({ path, reason })}\n`).join('')
