/** The rows of a page as they were first shown; they keep their places while one looks at them. */
export interface Held {
  ids: string[]
  /** False while it is still being read: what comes then takes its place. */
  isSettled: boolean
}

export const hold = (before: Held | undefined, ids: string[], isStale: boolean): Held =>
  before?.isSettled ? before : { ids, isSettled: !isStale }

/** Rows at the places that they hold, without those that are gone; and how many have come that hold none. */
export function arrange<Row extends { id: string }>(pages: readonly (readonly Row[])[], held: readonly Held[]) {
  const byId = new Map(pages.flat().map(row => [row.id, row]))
  const places = new Set(held.flatMap(({ ids }) => ids))
  return {
    rows: [...places].flatMap(id => byId.get(id) ?? []),
    news: [...byId.keys()].filter(id => !places.has(id)).length,
  }
}
