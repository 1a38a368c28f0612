import { describe, expect, it } from 'vitest'
import { ENTRIES, type Entries, FACTOR } from './chunk.js'
import { appendPoints, type Chunk, countAt, cutTail, emptyTail, lastChunks, levelsOf, type Tail } from './levels.js'

/** A table of chunks as the database keeps it. */
class Shelf {
  readonly chunks = new Map<string, Entries>()
  tail: Tail = emptyTail()

  append(iterations: number[], values: number[]): Chunk[] {
    const { tail, changed } = appendPoints(this.tail, iterations, values)
    for (const chunk of changed) this.chunks.set(`${chunk.level}/${chunk.k}`, chunk.entries)
    this.tail = tail
    return changed
  }

  cut(total: number): void {
    const last = lastChunks(total)
    for (const key of [...this.chunks.keys()]) {
      const [level = 0, k = 0] = key.split('/').map(Number)
      if (k > (last[level] ?? -1)) this.chunks.delete(key)
    }
    this.tail = cutTail(
      last.map((k, level) => this.chunks.get(`${level}/${k}`) as Entries),
      total,
    )
    this.tail.levels.forEach((entries, level) => void this.chunks.set(`${level}/${last[level]}`, entries))
  }
}

/** What the chunks of a series must be, worked out afresh from all its points. */
function expected(iterations: number[], values: number[]): Map<string, Entries> {
  const chunks = new Map<string, Entries>()
  for (let level = 0; level < levelsOf(values.length); level++) {
    const size = FACTOR ** level
    for (let j = 0; j < countAt(values.length, level); j++) {
      const key = `${level}/${Math.floor(j / ENTRIES)}`
      const chunk = chunks.get(key) ?? { iterations: [], min: [], max: [] }
      const part = values.slice(j * size, (j + 1) * size)
      chunk.iterations.push(iterations[j * size] as number)
      chunk.min.push(Math.min(...part))
      chunk.max.push(Math.max(...part))
      chunks.set(key, chunk)
    }
  }
  return chunks
}

const sorted = (chunks: Map<string, Entries>) => [...chunks].sort(([a], [b]) => (a < b ? -1 : 1))

/** A small seeded generator, so that a failure comes back. */
function random(seed: number): () => number {
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
}

describe('levels of a series', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [8, 2],
    [9, 3],
    [64, 3],
    [1_000_000, 8],
  ])('%i points have %i levels', (total, levels) => expect(levelsOf(total)).toBe(levels))

  it.each(Array.from({ length: 30 }, (_, i) => i + 1))(
    'equal a fresh count after any appends and cuts (seed %i)',
    seed => {
      const next = random(seed)
      const shelf = new Shelf()
      let iterations: number[] = []
      let values: number[] = []
      for (let step = 0; step < 12; step++) {
        if (next() < 0.3 && values.length > 0) {
          const total = Math.floor(next() * (values.length + 1))
          iterations = iterations.slice(0, total)
          values = values.slice(0, total)
          shelf.cut(total)
        } else {
          const count = Math.floor(next() ** 3 * 1500)
          const more = Array.from({ length: count }, () => next())
          let at = iterations.at(-1) ?? 0
          const places = more.map(() => (at += 1 + Math.floor(next() * 3)))
          shelf.append(places, more)
          iterations = iterations.concat(places)
          values = values.concat(more)
        }
        expect(shelf.tail.total).toBe(values.length)
        expect(sorted(shelf.chunks)).toEqual(sorted(expected(iterations, values)))
      }
    },
  )

  it('takes a repeated point once', () => {
    const shelf = new Shelf()
    shelf.append([1, 2, 3], [0.1, 0.2, 0.3])
    expect(shelf.append([2, 3], [0.2, 0.3])).toEqual([])
    shelf.append([3, 4], [9, 0.4])
    expect(shelf.tail.levels[0]?.min).toEqual([0.1, 0.2, 0.3, 0.4])
  })
})
