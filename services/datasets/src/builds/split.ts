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

/** An image of a dataset on its way into a shard; `file` is where its bytes are, where that is not its path. */
export interface Labelled {
  path: string
  label: number
  file?: string
}

/** Not by language: the same on every machine. */
export const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
