import { distance, type Keys } from './keys.js'

/** Bits of 64 in which the difference hashes of two images may differ: re-saved, brightened or resized photographs stay within it. */
export const NEAR_BITS = 3
/** More pairs than these mean that the images are alike by nature (digits, plans, scans): then nothing is told of any. */
export const MOST_PAIRS = 10_000
/** Comparisons in one bucket before the search gives up. */
const MOST_IN_BUCKET = 3_000
const BANDS = [0, 1, 2, 3]

/** Two image numbers, the smaller first, and in how many bits their hashes differ. */
export interface Pair {
  a: number
  b: number
  bits: number
}

/**
 * Pairs among `numbers` whose hashes differ in at most NEAR_BITS; undefined where there are too many to mean anything. Two keys that differ in three bits
 * are equal in one of four bands of 16 bits, so that only images that share a band are compared.
 */
export function nearDuplicates(keys: Keys, numbers: Uint32Array): Pair[] | undefined {
  const pairs: Pair[] = []
  for (const band of BANDS) {
    for (const bucket of bucketsOf(keys, numbers, band)) {
      if (bucket.length > MOST_IN_BUCKET) return undefined
      for (let i = 1; i < bucket.length; i++)
        for (let j = 0; j < i; j++) {
          const [a, b] = [bucket[j] as number, bucket[i] as number]
          const bits = distance(keys, a, b)
          if (bits > NEAR_BITS || isInEarlierBand(keys, a, b, band)) continue
          if (pairs.length === MOST_PAIRS) return undefined
          pairs.push({ a, b, bits })
        }
    }
  }
  return pairs.sort((one, other) => one.bits - other.bits || one.a - other.a || one.b - other.b)
}

/** Images by the value of a band, each bucket ascending; those alone in theirs left out. */
function bucketsOf(keys: Keys, numbers: Uint32Array, band: number): Uint32Array[] {
  const starts = new Uint32Array(65_537)
  for (const number of numbers)
    starts[bandOf(keys, number, band) + 1] = (starts[bandOf(keys, number, band) + 1] ?? 0) + 1
  for (let value = 0; value < 65_536; value++) starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0)
  const next = starts.slice()
  const placed = new Uint32Array(numbers.length)
  for (const number of numbers) {
    const value = bandOf(keys, number, band)
    placed[next[value] as number] = number
    next[value] = (next[value] as number) + 1
  }
  const buckets: Uint32Array[] = []
  for (let value = 0; value < 65_536; value++) {
    const [start, end] = [starts[value] as number, starts[value + 1] as number]
    if (end - start > 1) buckets.push(placed.subarray(start, end))
  }
  return buckets
}

/** A pair that shares several bands is found in each; only the first counts. */
function isInEarlierBand(keys: Keys, a: number, b: number, band: number): boolean {
  for (let earlier = 0; earlier < band; earlier++)
    if (bandOf(keys, a, earlier) === bandOf(keys, b, earlier)) return true
  return false
}

function bandOf({ high, low }: Keys, number: number, band: number): number {
  const half = (band < 2 ? high[number] : low[number]) as number
  return band % 2 === 0 ? half >>> 16 : half & 0xffff
}
