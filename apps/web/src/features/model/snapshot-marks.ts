import type { Mark } from '../../charts/marks'
import { epoch, percent } from '../../lib/format'

interface Snapshot {
  id: string
  epoch: number
  isBest: boolean
  isPinned: boolean
  valAccuracy?: number | null
}

/** The snapshot that is called the best everywhere else, so that the page names one and the same. */
export function bestOf(snapshots: readonly Snapshot[]) {
  const found = snapshots.find(({ isBest }) => isBest)
  return found?.valAccuracy == null ? undefined : { at: found.epoch, value: found.valAccuracy }
}

/** A snapshot in words: where it stands and what it reached. */
export const hintOf = ({ epoch: at, isBest, isPinned, valAccuracy }: Snapshot) =>
  [`epoch ${epoch(at)}`, valAccuracy != null && percent(valAccuracy), isBest && 'best', isPinned && 'pinned']
    .filter(Boolean)
    .join(', ')

export const choicesOf = (snapshots: readonly Snapshot[], chosen: string | undefined): Mark[] =>
  snapshots.map(snapshot => ({
    x: snapshot.epoch,
    choice: { id: snapshot.id, hint: hintOf(snapshot), isChosen: snapshot.id === chosen },
  }))
