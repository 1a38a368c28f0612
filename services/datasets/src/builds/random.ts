import { createHash } from 'node:crypto'

export type NextBits = () => number

/** 32 random bits a call (the generator sfc32), the same for the same words on every machine. */
export function randomBits(...words: (string | number)[]): NextBits {
  const start = createHash('sha256').update(JSON.stringify(words)).digest()
  let [a, b, c, counter] = [0, 4, 8, 12].map(at => start.readInt32LE(at)) as [number, number, number, number]
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
}

/** A whole number from 0 up to and without `limit` (at most 2³²), each equally likely. */
export function below(limit: number, next: NextBits): number {
  const fair = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const bits = next()
    if (bits < fair) return bits % limit
  }
}

/** Fisher and Yates, in place. */
export function shuffle<T>(items: T[], next: NextBits): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = below(last + 1, next)
    const moved = items[last] as T
    items[last] = items[other] as T
    items[other] = moved
  }
  return items
}
