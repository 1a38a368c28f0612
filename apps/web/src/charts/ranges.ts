import type { Series } from './prepare-series'

type Range = [number, number]

/** All values that are drawn between two iterations. */
function valuesIn(series: readonly (Series | undefined)[], [from, to]: Range): number[] {
  return series.flatMap(one =>
    (one?.iterations ?? []).flatMap((iteration, i) =>
      iteration < from || iteration > to ? [] : [one?.min[i] ?? Number.NaN, one?.max[i] ?? Number.NaN],
    ),
  )
}

const WHOLE: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

/** From just below to just above what is seen of some series, within `limits`; undefined when nothing is. */
export function rangeOf(
  series: readonly (Series | undefined)[],
  seen: Range = WHOLE,
  limits: Range = WHOLE,
): Range | undefined {
  const values = valuesIn(series, seen).filter(Number.isFinite)
  if (values.length === 0) return undefined
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const room = (high - low || Math.abs(high) || 1) * 0.08
  return [Math.max(limits[0], low - room), Math.min(limits[1], high + room)]
}

/** The same for an axis of powers of ten: zero and less have no place on it. */
export function logRangeOf(series: readonly (Series | undefined)[], seen: Range = WHOLE): Range {
  const values = valuesIn(series, seen).filter(value => Number.isFinite(value) && value > 0)
  if (values.length === 0) return [0.1, 1]
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  return [low / 1.2, high * 1.2]
}
