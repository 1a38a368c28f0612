import { type PerSplit, SPLITS, type Split } from '../builds/split.js'

export interface ImageRange {
  /** The list to read: by number, or by split and class. */
  list: 'lines' | 'classLines'
  /** Lines of that list, end excluded. */
  start: number
  end: number
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

/** Which lines hold the images of one split, of one class or (`label` −1) of all; undefined when there is no such split or class. */
export function rangeOf(counts: PerSplit<number[]>, split: string, label: number): ImageRange | undefined {
  if (!SPLITS.includes(split as Split)) return undefined
  const before = SPLITS.slice(0, SPLITS.indexOf(split as Split)).reduce((total, name) => total + sum(counts[name]), 0)
  const perClass = counts[split as Split]
  if (label === -1) return { list: 'lines', start: before, end: before + sum(perClass) }
  const count = perClass[label]
  if (count === undefined) return undefined
  const start = before + sum(perClass.slice(0, label))
  return { list: 'classLines', start, end: start + count }
}

/** Bytes of the offsets in `index.safetensors`: two lists of `total` + 1 numbers of 8 bytes end the file. */
export const offsetsAt = (fileBytes: number, total: number, list: ImageRange['list'], line: number) =>
  fileBytes - (list === 'lines' ? 2 : 1) * (total + 1) * 8 + line * 8
