import { BestBy } from '@fovea/proto/models/v1/models'

/** What retention looks at of one snapshot of a run. */
export interface Candidate {
  id: string
  iteration: number
  valLoss?: number | null
  valAccuracy?: number | null
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

const lossOf = ({ valLoss }: Candidate) => -figure(valLoss, Number.MAX_VALUE)
const accuracyOf = ({ valAccuracy }: Candidate) => figure(valAccuracy, -1)
const balancedOf = ({ valBalancedAccuracy }: Candidate) => figure(valBalancedAccuracy, -1)
const newness = ({ iteration }: Candidate) => iteration

type Judge = (snapshot: Candidate) => number

/** Higher is better; each judge decides where those before it see no difference. A snapshot without a figure is behind all that have it. */
const JUDGES: Record<BestBy, readonly Judge[]> = {
  [BestBy.UNSPECIFIED]: [balancedOf, lossOf, newness],
  [BestBy.BALANCED_ACCURACY]: [balancedOf, lossOf, newness],
  [BestBy.ACCURACY]: [accuracyOf, lossOf, newness],
  [BestBy.LOSS]: [lossOf, balancedOf, newness],
}

function isBetter(a: Candidate, b: Candidate, by: BestBy): boolean {
  const judge = JUDGES[by].find(of => of(a) !== of(b))
  return judge !== undefined && judge(a) > judge(b)
}

/** State stays with the newest and the best; weights with the best, the pinned and the last 30. */
export function retain(snapshots: readonly Candidate[], by = BestBy.BALANCED_ACCURACY): Kept {
  const newestFirst = [...snapshots].sort((a, b) => b.iteration - a.iteration)
  const newest = newestFirst[0]
  const best = newestFirst.reduce<Candidate | undefined>(
    (top, next) => (top && !isBetter(next, top, by) ? top : next),
    undefined,
  )
  return {
    best: best?.id,
    newest: newest?.id,
    withState: new Set([newest, best].flatMap(snapshot => snapshot?.id ?? [])),
    gone: newestFirst.slice(LAST_KEPT).flatMap(({ id, isPinned }) => (isPinned || id === best?.id ? [] : id)),
  }
}
