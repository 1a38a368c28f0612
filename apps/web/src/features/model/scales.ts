import type { Series } from '../../charts/prepare-series'

export type Splits = readonly { split: string; total: number; perClass: readonly number[] }[]

/** The accuracy of always answering with the largest class, on the validation images. */
export function majority(counts: Splits): number | undefined {
  const val = counts.find(({ split }) => split === 'VAL')
  return val && val.total > 0 ? Math.max(...val.perClass) / val.total : undefined
}

/** From a whole tenth below all that is drawn up to 1. */
export function accuracyRange(series: readonly (Series | undefined)[], baseline: number | undefined): [number, number] {
  const values = series.flatMap(one => one?.min ?? []).filter(Number.isFinite)
  const lowest = Math.min(...values, baseline ?? 1)
  return [Math.max(0, Math.floor((lowest - 0.02) * 10) / 10), 1]
}
