import { BANDS, bandOf, distance, type Keys, sortedByBand } from './keys.js'

/** Bits of 64 in which the difference hashes of two images may differ: re-saved, brightened or resized photographs stay within it. */
export const NEAR_BITS = 3
/** More pairs than these mean that the images are alike by nature (digits, plans, frames of a film): then the search ends. */
export const MOST_PAIRS = 10_000
/** Of the images that share a band's value so many are compared, each with each. */
const MOST_IN_BUCKET = 3_000
/** In all: some seconds. */
const MOST_COMPARISONS = 300_000_000
const COMPARISONS_A_SLICE = 500_000

/** Two image numbers, the smaller first, and in how many bits their hashes differ. */
export interface Pair {
  a: number
  b: number
  bits: number
}

export interface NearDuplicates {
  /** The nearest first. */
  pairs: Pair[]
  /** The search ended before everything was compared. */
  isCut: boolean
}

/**
 * Pairs among `numbers` (ascending) whose hashes differ in at most NEAR_BITS. Two keys that differ in three bits are equal in one of four bands of 16
 * bits, so that only images that share a band are compared. Yields every few milliseconds, so that whoever runs it may do something else.
 */
export function* nearDuplicates(keys: Keys, numbers: Uint32Array): Generator<void, NearDuplicates> {
  const pairs: Pair[] = []
  let [left, slice, isCut] = [MOST_COMPARISONS, COMPARISONS_A_SLICE, false]
  for (const band of BANDS) {
    const order = sortedByBand(keys, numbers, band)
    for (const whole of bucketsOf(keys, order, band)) {
      const bucket = whole.subarray(0, MOST_IN_BUCKET)
      isCut ||= bucket.length < whole.length
      for (let i = 1; i < bucket.length; i++) {
        for (let j = 0; j < i; j++) {
          const [a, b] = [bucket[j] as number, bucket[i] as number]
          const bits = distance(keys, a, b)
          if (bits > NEAR_BITS || isInEarlierBand(keys, a, b, band)) continue
          if (pairs.length === MOST_PAIRS) return { pairs: nearestFirst(pairs), isCut: true }
          pairs.push({ a, b, bits })
        }
        left -= i
        slice -= i
        if (left < 0) return { pairs: nearestFirst(pairs), isCut: true }
        if (slice < 0) {
          slice = COMPARISONS_A_SLICE
          yield
        }
      }
    }
    yield
  }
  return { pairs: nearestFirst(pairs), isCut }
}

const nearestFirst = (pairs: Pair[]) =>
  pairs.sort((one, other) => one.bits - other.bits || one.a - other.a || one.b - other.b)

/** Images that share the band's value, each bucket ascending; those alone in theirs left out. */
function* bucketsOf(keys: Keys, order: Uint32Array, band: number): Generator<Uint32Array> {
  for (let start = 0; start < order.length; ) {
    const value = bandOf(keys, order[start] as number, band)
    let end = start + 1
    while (end < order.length && bandOf(keys, order[end] as number, band) === value) end += 1
    if (end - start > 1) yield order.subarray(start, end)
    start = end
  }
}

/** A pair that shares several bands is found in each; only the first counts. */
function isInEarlierBand(keys: Keys, a: number, b: number, band: number): boolean {
  for (let earlier = 0; earlier < band; earlier++)
    if (bandOf(keys, a, earlier) === bandOf(keys, b, earlier)) return true
  return false
}
