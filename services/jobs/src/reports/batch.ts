import type { Ended, Event, Gpu, SnapshotReady, Started } from '@fovea/proto/jobs/v1/worker'
import type { StoredLine } from '../logs/logs.repository.js'
import type { SeriesPoints } from '../points/points.repository.js'

/** One thing to do with the events of a report, in order; points and lines between two others are gathered. */
export type Step =
  | { kind: 'points'; points: SeriesPoints[] }
  | { kind: 'started'; value: Started }
  | { kind: 'ready'; value: SnapshotReady }
  | { kind: 'uploaded'; iteration: number }
  | { kind: 'gpu'; value: Gpu }
  | { kind: 'ended'; value: Ended }

export interface Batch {
  steps: Step[]
  lines: StoredLine[]
  /** Number of the last event. */
  last: number
}

/** Events that follow the acknowledged ones without a gap; repeated ones and what comes after a gap are left out. */
export function nextEvents(events: readonly Event[], acknowledged: number): Event[] {
  const next: Event[] = []
  let last = acknowledged
  for (const event of events)
    if (event.sequence === last + 1) {
      next.push(event)
      last++
    }
  return next
}

export function toBatch(events: readonly Event[], acknowledged: number): Batch {
  const steps: Step[] = []
  const lines: StoredLine[] = []
  let points: Map<string, SeriesPoints> | undefined
  for (const { kind, timeMs } of events) {
    if (kind?.$case === 'points') {
      points ??= new Map()
      gather(points, kind.value)
      continue
    }
    if (kind?.$case === 'log') {
      lines.push([timeMs, kind.value.level, kind.value.text])
      continue
    }
    if (points) steps.push({ kind: 'points', points: [...points.values()] })
    points = undefined
    if (kind?.$case === 'started') steps.push({ kind: 'started', value: kind.value })
    if (kind?.$case === 'snapshotReady') steps.push({ kind: 'ready', value: kind.value })
    if (kind?.$case === 'snapshotUploaded') steps.push({ kind: 'uploaded', iteration: kind.value.iteration })
    if (kind?.$case === 'gpu') steps.push({ kind: 'gpu', value: kind.value })
    if (kind?.$case === 'ended') steps.push({ kind: 'ended', value: kind.value })
  }
  if (points) steps.push({ kind: 'points', points: [...points.values()] })
  return { steps, lines, last: acknowledged + events.length }
}

function gather(points: Map<string, SeriesPoints>, { series, iterations, values }: SeriesPoints): void {
  const known = points.get(series)
  if (!known) points.set(series, { series, iterations: [...iterations], values: [...values] })
  else {
    for (const iteration of iterations) known.iterations.push(iteration)
    for (const value of values) known.values.push(value)
  }
}
