import { BANDS, type Keys, sortedByBand } from './keys.js'

/** Groups of images one after another: group i is `members` from `starts[i]` to `starts[i + 1]`, ascending. */
export interface Groups {
  members: Uint32Array
  starts: number[]
}

/**
 * Groups of images whose keys are equal. Keys are the first 64 bits of a SHA-256: among a million images two different ones share a key with a
 * probability of 3·10⁻⁸. Linear in the count; yields between its passes, so that whoever runs it may do something else.
 */
export function* duplicates(keys: Keys): Generator<void, Groups> {
  let order: Uint32Array = Uint32Array.from(keys.high.keys())
  for (const band of BANDS.toReversed()) {
    order = sortedByBand(keys, order, band)
    yield
  }
  const isSame = (a: number, b: number) => keys.high[a] === keys.high[b] && keys.low[a] === keys.low[b]
  const starts: number[] = []
  let kept = 0
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && isSame(order[start] as number, order[end] as number)) end += 1
    if (end - start > 1) {
      starts.push(kept)
      // What is kept never overtakes what is read.
      order.copyWithin(kept, start, end)
      kept += end - start
    }
    start = end
  }
  starts.push(kept)
  return { members: order.slice(0, kept), starts }
}

/** Each group as a view. */
export function* each({ members, starts }: Groups): Generator<Uint32Array> {
  for (let i = 0; i + 1 < starts.length; i++) yield members.subarray(starts[i], starts[i + 1])
}
