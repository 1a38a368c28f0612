interface Change {
  state: string
  reason: string | null
  time: string
  attempt: number
}

export interface Stretch<C extends Change> {
  change: C
  /** How long it stayed so; undefined for the state in which it still is. */
  seconds: number | undefined
  /** Another attempt than the one before. */
  isAnew: boolean
}

/** Each state with the time until the next, newest first. */
export function stretches<C extends Change>(changes: readonly C[]): Stretch<C>[] {
  return changes
    .map((change, i) => {
      const next = changes[i + 1]
      return {
        change,
        seconds: next && (Date.parse(next.time) - Date.parse(change.time)) / 1000,
        isAnew: change.attempt > 0 && change.attempt !== (changes[i - 1]?.attempt ?? 0),
      }
    })
    .reverse()
}
