import { randomBits, shuffle } from './random.js'

export const SPLITS = ['train', 'val', 'test'] as const
export type Split = (typeof SPLITS)[number]

export interface Share {
  validationPercent: number
  testPercent: number
}

export type PerSplit<T> = Record<Split, T>

/**
 * How many of `count` images of one class go where: shares rounded half up, train first, the last split takes the rest; every split that is asked for
 * gets at least one image when there are enough.
 */
export function splitCounts(count: number, { validationPercent, testPercent }: Share): PerSplit<number> {
  const percent = { train: 100 - validationPercent - testPercent, val: validationPercent, test: testPercent }
  const asked = SPLITS.filter(split => percent[split] > 0)
  const sizes = { train: 0, val: 0, test: 0 }
  let left = count
  for (const split of asked) {
    const isLast = split === asked.at(-1)
    sizes[split] = isLast ? left : Math.min(left, Math.floor((count * percent[split]) / 100 + 0.5))
    left -= sizes[split]
  }
  if (count < asked.length) return sizes
  for (const empty of asked.filter(split => sizes[split] === 0)) {
    const largest = asked.reduce((best, split) => (sizes[split] > sizes[best] ? split : best))
    sizes[largest] -= 1
    sizes[empty] = 1
  }
  return sizes
}

export interface Labelled {
  path: string
  label: number
}

/**
 * Deals the images of every class over the splits and mixes each split, all by the seed: the same files, shares and seed give the same lists.
 * `byClass` holds the paths of each class, in any order.
 */
export function dealSplits(byClass: string[][], share: Share, seed: number): PerSplit<Labelled[]> {
  const lists: PerSplit<Labelled[]> = { train: [], val: [], test: [] }
  byClass.forEach((paths, label) => {
    const dealt = shuffle([...paths].sort(byCodeUnits), randomBits('deal', seed, label))
    const sizes = splitCounts(dealt.length, share)
    let start = 0
    for (const split of SPLITS) {
      for (const path of dealt.slice(start, start + sizes[split])) lists[split].push({ path, label })
      start += sizes[split]
    }
  })
  for (const split of SPLITS) shuffle(lists[split], randomBits('mix', seed, split))
  return lists
}

/** Not by language: the same on every machine. */
export const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
