import { ENTRIES, type Entries, noEntries } from './chunk.js'
import { countAt, levelsOf } from './levels.js'

/** Values that one view of one series may read. */
export const MAX_VALUES = 4000

/** Iterations asked for, both ends included. */
export interface Range {
  from: number
  to: number
}

/**
 * The finest level that keeps a view within `maxValues` values: one a point at level 0, two a bucket above. `points` is how many points
 * the range holds; a part of a series is read in whole chunks, so up to two chunks' entries more.
 */
export function chooseLevel(points: number, isWhole: boolean, maxValues: number): number {
  const limit = maxValues > 0 ? Math.min(maxValues, MAX_VALUES) : MAX_VALUES
  const top = Math.max(0, levelsOf(points) - 1)
  for (let level = 0; level < top; level++) {
    const entries = countAt(points, level) + (isWhole ? 0 : Math.min(2 * ENTRIES, limit / 4))
    if (entries * (level === 0 ? 1 : 2) <= limit) return level
  }
  return top
}

/** Entries of a level that touch a range: a bucket reaches up to the first iteration of the next. */
export function clip(entries: Entries, level: number, { from, to }: Range): Entries {
  const clipped = noEntries(level)
  entries.iterations.forEach((iteration, i) => {
    const next = entries.iterations[i + 1] ?? Number.POSITIVE_INFINITY
    if (iteration > to || (level === 0 ? iteration < from : next <= from)) return
    clipped.iterations.push(iteration)
    clipped.min.push(entries.min[i] as number)
    if (level > 0) clipped.max.push(entries.max[i] as number)
  })
  return clipped
}

/** At most about `limit` of some points for a live picture: of each stretch the lowest and the highest, in order. */
export function thin(
  iterations: number[],
  values: number[],
  limit: number,
): { iterations: number[]; values: number[] } {
  if (iterations.length <= limit) return { iterations, values }
  const stretch = Math.ceil((2 * iterations.length) / limit)
  const kept: number[] = []
  for (let at = 0; at < iterations.length; at += stretch) {
    let low = at
    let high = at
    for (let i = at; i < Math.min(at + stretch, iterations.length); i++) {
      if ((values[i] as number) < (values[low] as number)) low = i
      if ((values[i] as number) > (values[high] as number)) high = i
    }
    kept.push(...new Set(low < high ? [low, high] : [high, low]))
  }
  return { iterations: kept.map(i => iterations[i] as number), values: kept.map(i => values[i] as number) }
}
