import { ENTRIES, type Entries, FACTOR, noEntries } from './chunk.js'

/** The last chunk of each level, from level 0 up: all that is needed to append. */
export interface Tail {
  total: number
  levels: Entries[]
}

/** A chunk to write: number `k` of its level holds entries 64 k and on. */
export interface Chunk {
  level: number
  k: number
  entries: Entries
}

export const emptyTail = (): Tail => ({ total: 0, levels: [] })

/** Entries of a level when the series has so many points. */
export const countAt = (total: number, level: number): number => Math.ceil(total / FACTOR ** level)

/** Levels of a series: each has 8 times fewer entries, up to the first with one. */
export function levelsOf(total: number): number {
  let level = 0
  while (countAt(total, level) > 1) level++
  return total === 0 ? 0 : level + 1
}

/** Place of a chunk's first entry in its level. */
const startOfLast = (count: number) => Math.floor((count - 1) / ENTRIES) * ENTRIES

/**
 * Appends points to a series: returns the new tail and every chunk that has changed. Points that do not ascend beyond the last one are
 * left out, so that nothing can be there twice.
 */
export function appendPoints(tail: Tail, iterations: number[], values: number[]): { tail: Tail; changed: Chunk[] } {
  const fresh = ascending(tail.levels[0]?.iterations.at(-1) ?? -1, iterations, values)
  if (fresh.iterations.length === 0) return { tail, changed: [] }
  const total = tail.total + fresh.iterations.length
  const next: Tail = { total, levels: [] }
  const changed: Chunk[] = []
  let added = fresh
  for (let level = 0; level < levelsOf(total); level++) {
    const before = countAt(tail.total, level)
    // The last bucket of the level is made anew: it may have been unfinished. A new level takes everything below, which is in one chunk.
    const known = tail.levels[level]
    const kept =
      known && tail.total > 0
        ? keep(known, level === 0 ? before : refreshedFrom(tail.total, level), before)
        : noEntries(level)
    const base = known && tail.total > 0 ? startOfLast(before) : 0
    const whole = join(kept, added, level)
    const chunks = cut(whole, level, base)
    // A full last chunk of which nothing is made anew has not changed.
    changed.push(...(kept.iterations.length === ENTRIES ? chunks.slice(1) : chunks))
    const last = chunks.at(-1) as Chunk
    next.levels.push(last.entries)
    added = bucketsOf(whole, base, refreshedFrom(tail.total, level + 1))
  }
  return { tail: next, changed }
}

/** First bucket of a level that has to be made anew when points are added to so many. */
const refreshedFrom = (total: number, level: number) => Math.floor(total / FACTOR ** level)

const ascending = (last: number, iterations: number[], values: number[]): Entries => {
  const fresh = noEntries(0)
  for (let i = 0; i < iterations.length; i++) {
    const iteration = iterations[i] as number
    if (iteration <= last) continue
    last = iteration
    fresh.iterations.push(iteration)
    fresh.min.push(values[i] as number)
  }
  return fresh
}

/** Entries of the last chunk that lie before place `until` of their level. */
function keep(last: Entries, until: number, count: number): Entries {
  const base = startOfLast(count)
  return slice(last, 0, Math.max(0, until - base))
}

function slice(entries: Entries, from: number, to: number): Entries {
  const min = entries.min.slice(from, to)
  const max = entries.max === entries.min ? min : entries.max.slice(from, to)
  return { iterations: entries.iterations.slice(from, to), min, max }
}

function join(a: Entries, b: Entries, level: number): Entries {
  const min = a.min.concat(b.min)
  return { iterations: a.iterations.concat(b.iterations), min, max: level === 0 ? min : a.max.concat(b.max) }
}

function cut(whole: Entries, level: number, base: number): Chunk[] {
  const chunks: Chunk[] = []
  for (let from = 0; from < whole.iterations.length; from += ENTRIES)
    chunks.push({ level, k: (base + from) / ENTRIES, entries: slice(whole, from, from + ENTRIES) })
  return chunks
}

/** Buckets from number `from` on, out of the entries of the level below, which begin at place `base` of theirs. */
function bucketsOf(below: Entries, base: number, from: number): Entries {
  const buckets = noEntries(1)
  for (let at = Math.max(0, from * FACTOR - base); at < below.iterations.length; at += FACTOR) {
    let min = Number.POSITIVE_INFINITY
    let max = Number.NEGATIVE_INFINITY
    for (let i = at; i < Math.min(at + FACTOR, below.iterations.length); i++) {
      min = Math.min(min, below.min[i] as number)
      max = Math.max(max, below.max[i] as number)
    }
    buckets.iterations.push(below.iterations[at] as number)
    buckets.min.push(min)
    buckets.max.push(max)
  }
  return buckets
}

/** Where the last chunk of each level of a series with `total` points begins, as chunk numbers. */
export const lastChunks = (total: number): number[] =>
  Array.from({ length: levelsOf(total) }, (_, level) => startOfLast(countAt(total, level)) / ENTRIES)

/** The tail of a series cut back to `total` points, from what these chunks held before: entries beyond go, each level's last bucket is made anew. */
export function cutTail(chunks: Entries[], total: number): Tail {
  const levels: Entries[] = []
  for (const [level, chunk] of chunks.entries()) {
    const count = countAt(total, level)
    const base = startOfLast(count)
    const below = levels[level - 1]
    const whole = below
      ? join(
          slice(chunk, 0, count - 1 - base),
          bucketsOf(below, startOfLast(countAt(total, level - 1)), count - 1),
          level,
        )
      : slice(chunk, 0, count - base)
    levels.push(whole)
  }
  return { total, levels }
}
