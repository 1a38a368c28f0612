export interface Progress {
  done: number
  total: number
  /** Where and how long ago the present, uninterrupted work began. */
  windowDone: number
  windowSeconds: number
}

/** Seconds left at the rate of the present work; undefined until there is a rate. */
export function etaSeconds({ done, total, windowDone, windowSeconds }: Progress): number | undefined {
  const worked = done - windowDone
  if (worked <= 0 || windowSeconds < 0.5) return undefined
  return ((total - done) * windowSeconds) / worked
}
