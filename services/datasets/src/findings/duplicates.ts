import { type Keys, sorted } from './keys.js'

/**
 * Groups of images whose keys are equal, each group ascending, the groups by their first image. Keys are the first 64 bits of a SHA-256: among a million
 * images two different ones share a key with a probability of 3·10⁻⁸.
 */
export function duplicates(keys: Keys): number[][] {
  const order = sorted(keys, Uint32Array.from(keys.high.keys()))
  const isSame = (a: number, b: number) => keys.high[a] === keys.high[b] && keys.low[a] === keys.low[b]
  const groups: number[][] = []
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && isSame(order[start] as number, order[end] as number)) end += 1
    if (end - start > 1) groups.push([...order.subarray(start, end)])
    start = end
  }
  return groups.sort(([a = 0], [b = 0]) => a - b)
}
