/** What retention looks at of one snapshot of a run. */
export interface Candidate {
  id: string
  iteration: number
  valLoss?: number | null
  valBalancedAccuracy?: number | null
  isPinned?: boolean
}

export interface Kept {
  best: string | undefined
  newest: string | undefined
  /** Snapshots that keep their state: all that a run needs to go on. */
  withState: Set<string>
  /** Snapshots that go altogether. */
  gone: string[]
}

/** Snapshots of a run that keep their weights, beside the best. */
export const LAST_KEPT = 30

const figure = (value: number | null | undefined, absent: number) =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : absent

/** Higher balanced accuracy is better, then lower loss, then the newer; a snapshot without figures is behind all that have them. */
function isBetter(a: Candidate, b: Candidate): boolean {
  const accuracy = figure(a.valBalancedAccuracy, -1) - figure(b.valBalancedAccuracy, -1)
  if (accuracy !== 0) return accuracy > 0
  const [lossA, lossB] = [figure(a.valLoss, Number.MAX_VALUE), figure(b.valLoss, Number.MAX_VALUE)]
  return lossA !== lossB ? lossA < lossB : a.iteration > b.iteration
}

/** State stays with the newest and the best; weights with the best, the pinned and the last 30. */
export function retain(snapshots: readonly Candidate[]): Kept {
  const newestFirst = [...snapshots].sort((a, b) => b.iteration - a.iteration)
  const newest = newestFirst[0]
  const best = newestFirst.reduce<Candidate | undefined>(
    (top, next) => (top && !isBetter(next, top) ? top : next),
    undefined,
  )
  return {
    best: best?.id,
    newest: newest?.id,
    withState: new Set([newest, best].flatMap(snapshot => snapshot?.id ?? [])),
    gone: newestFirst.slice(LAST_KEPT).flatMap(({ id, isPinned }) => (isPinned || id === best?.id ? [] : id)),
  }
}
