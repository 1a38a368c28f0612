/** What the browser says of a page, in ms. */
export interface Watched {
  /** Largest contentful paint (web.dev/lcp). */
  lcp: number
  /** Interaction to next paint: the longest so far (web.dev/inp). */
  inp: number
}

/** To be run in the page before its own scripts, so that nothing is missed; what it says is `watched` there. */
export function watch() {
  const watched: Watched = { lcp: 0, inp: 0 }
  Object.assign(globalThis, { watched })
  const observe = (type: string, look: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver(list => list.getEntries().forEach(look)).observe({ type, buffered: true, ...more })
  observe('largest-contentful-paint', ({ startTime }) => {
    watched.lcp = startTime
  })
  observe(
    'event',
    entry => {
      if ((entry as PerformanceEventTiming).interactionId) watched.inp = Math.max(watched.inp, entry.duration)
    },
    { durationThreshold: 16 },
  )
}
