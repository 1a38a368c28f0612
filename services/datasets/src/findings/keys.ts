/** Keys of 64 bits each by image number, as two halves: a million of them take 8 MB. */
export interface Keys {
  high: Uint32Array
  low: Uint32Array
}

/** A key as four numbers of 16 bits, the highest first. */
export const BANDS = [0, 1, 2, 3]
const VALUES = 65_536

export const emptyKeys = (count: number): Keys => ({ high: new Uint32Array(count), low: new Uint32Array(count) })

/** Keeps the first 64 bits of a hash in hexadecimal. */
export function setKey({ high, low }: Keys, at: number, hex: string): void {
  high[at] = Number.parseInt(hex.slice(0, 8), 16)
  low[at] = Number.parseInt(hex.slice(8, 16), 16)
}

export function bandOf({ high, low }: Keys, number: number, band: number): number {
  const half = (band < 2 ? high[number] : low[number]) as number
  return band % 2 === 0 ? half >>> 16 : half & 0xffff
}

/** The numbers given by the value of one band; those of one value stay in their order. Linear in their count. */
export function sortedByBand(keys: Keys, numbers: Uint32Array, band: number): Uint32Array {
  const next = new Uint32Array(VALUES + 1)
  const move = (value: number, by: number) => {
    const before = next[value] as number
    next[value] = before + by
    return before
  }
  for (const number of numbers) move(bandOf(keys, number, band) + 1, 1)
  for (let value = 0; value < VALUES; value++) move(value + 1, next[value] as number)
  const placed = new Uint32Array(numbers.length)
  for (const number of numbers) placed[move(bandOf(keys, number, band), 1)] = number
  return placed
}

/** How many bits of two keys differ. */
export function distance({ high, low }: Keys, a: number, b: number): number {
  return ones((high[a] as number) ^ (high[b] as number)) + ones((low[a] as number) ^ (low[b] as number))
}

/** Bits that are set among 32 (Hacker's Delight, 5-1). */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
