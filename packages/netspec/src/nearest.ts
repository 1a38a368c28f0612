import { limits } from './limits.ts'

/** The candidate most like `name`, or undefined when none is near enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.slice(0, 64).toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  let left = limits.candidates
  for (const candidate of candidates) {
    left -= 1
    if (left < 0) break
    // Names of such unlike lengths are further apart than the best so far.
    if (Math.abs(Math.min(candidate.length, 64) - wanted.length) >= bestDistance) continue
    const distance = editDistance(wanted, candidate.slice(0, 64).toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** A remedy naming the nearest candidate, or else listing all of them. */
export function meant(name: string, candidates: readonly string[]): string {
  const best = nearest(name, candidates)
  return best === undefined ? `Known here: ${[...candidates].sort().join(', ')}.` : `Did you mean ${best}?`
}
