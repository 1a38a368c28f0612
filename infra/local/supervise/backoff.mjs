export const HEALTHY_MS = 60_000
const FIRST_MS = 250
const LONGEST_MS = 30_000

/**
 * How long a dead part waits, from how often it has died in a row and how long it lived the last time.
 * @returns {{failures: number, delayMs: number}}
 */
export function afterDeath(failures, livedMs) {
  const now = livedMs >= HEALTHY_MS ? 1 : failures + 1
  return { failures: now, delayMs: Math.min(LONGEST_MS, FIRST_MS * 2 ** (now - 1)) }
}
