/** Keys of 64 bits each by image number, as two halves: a million of them take 8 MB. */
export interface Keys {
  high: Uint32Array
  low: Uint32Array
}

export const emptyKeys = (count: number): Keys => ({ high: new Uint32Array(count), low: new Uint32Array(count) })

/** Keeps the first 64 bits of a hash in hexadecimal. */
export function setKey({ high, low }: Keys, at: number, hex: string): void {
  high[at] = Number.parseInt(hex.slice(0, 8), 16)
  low[at] = Number.parseInt(hex.slice(8, 16), 16)
}

/** The numbers given, sorted by their keys, then by themselves. */
export function sorted({ high, low }: Keys, numbers: Uint32Array): Uint32Array {
  const of = (keys: Uint32Array, number: number) => keys[number] as number
  return numbers.slice().sort((a, b) => of(high, a) - of(high, b) || of(low, a) - of(low, b) || a - b)
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
