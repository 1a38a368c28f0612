/** One series as columns; a bucket of several points keeps its lowest and highest value. */
export interface Series {
  iterations: number[]
  min: number[]
  max: number[]
}

export type SeriesByName = Record<string, Series>

export interface Batch {
  series: string
  iterations: readonly number[]
  values: readonly number[]
}

interface View {
  series: string
  iterations: readonly number[]
  min: readonly number[]
  max: readonly number[]
}

export const fromViews = (views: readonly View[]): SeriesByName =>
  Object.fromEntries(
    views.map(({ series, iterations, min, max }) => [
      series,
      { iterations: [...iterations], min: [...min], max: [...max] },
    ]),
  )

/** Everything beyond `iteration` is forgotten: a resumed attempt tells it anew. */
export function forgetBeyond(all: SeriesByName, iteration: number): SeriesByName {
  return Object.fromEntries(
    Object.entries(all).map(([name, { iterations, min, max }]) => {
      const end = iterations.findIndex(value => value > iteration)
      return [name, end < 0 ? { iterations, min, max } : cut({ iterations, min, max }, end)]
    }),
  )
}

const cut = ({ iterations, min, max }: Series, end: number): Series => ({
  iterations: iterations.slice(0, end),
  min: min.slice(0, end),
  max: max.slice(0, end),
})

/** Points that are there already are told twice after a reconnect; only later ones count. */
export function append(all: SeriesByName, batches: readonly Batch[]): SeriesByName {
  const next = { ...all }
  for (const { series, iterations, values } of batches) {
    const known = next[series] ?? { iterations: [], min: [], max: [] }
    const last = known.iterations.at(-1) ?? -1
    const from = iterations.findIndex(iteration => iteration > last)
    if (from < 0) continue
    next[series] = {
      iterations: [...known.iterations, ...iterations.slice(from)],
      min: [...known.min, ...values.slice(from)],
      max: [...known.max, ...values.slice(from)],
    }
  }
  return next
}

/** A bucket whose values differ is drawn as a stroke from its lowest to its highest, so that a peak stays to be seen. */
function strokes({ iterations, min, max }: Series): [number, number][] {
  return iterations.flatMap((iteration, i): [number, number][] => {
    const low = min[i] ?? Number.NaN
    const high = max[i] ?? Number.NaN
    if (low === high || Number.isNaN(low)) return [[iteration, low]]
    const width = (iterations[i + 1] ?? iteration + 1) - iteration
    return [
      [iteration, low],
      [iteration + width / 2, high],
    ]
  })
}

/** Columns over one common x in epochs, as the chart wants them; null where a series says nothing. */
export function align(series: readonly (Series | undefined)[], iterationsPerEpoch: number): (number | null)[][] {
  const points = series.map(one => (one ? strokes(one) : []))
  const xs = [...new Set(points.flatMap(list => list.map(([x]) => x)))].sort((a, b) => a - b)
  const rows = new Map(xs.map((x, row) => [x, row]))
  const columns = points.map(list => {
    const column: (number | null)[] = Array.from({ length: xs.length }, () => null)
    for (const [x, y] of list) column[rows.get(x) ?? 0] = Number.isFinite(y) ? y : null
    return column
  })
  return [xs.map(x => x / (iterationsPerEpoch || 1)), ...columns]
}

/** Where the highest value was first reached. */
export function best(series: Series | undefined): { iteration: number; value: number } | undefined {
  if (!series || series.max.length === 0) return undefined
  const value = series.max.reduce((top, one) => Math.max(top, one), Number.NEGATIVE_INFINITY)
  return { iteration: series.iterations[series.max.indexOf(value)] ?? 0, value }
}

/** The value told last at or before an iteration. */
export function valueAt(series: Series | undefined, iteration: number): number | undefined {
  if (!series) return undefined
  const after = series.iterations.findIndex(value => value > iteration)
  return series.max[after < 0 ? series.max.length - 1 : after - 1]
}

/** The range of a loss axis: from 0, the highest hundredth of the values cut off, since one early spike would hide all else. */
export function lossRange(series: readonly (Series | undefined)[]): [number, number] {
  const values = series.flatMap(one => one?.max ?? []).filter(Number.isFinite)
  if (values.length === 0) return [0, 1]
  const sorted = values.sort((a, b) => a - b)
  const most = sorted[Math.floor((sorted.length - 1) * 0.99)] ?? 1
  const top = Math.min(sorted.at(-1) ?? 1, most * 1.5)
  return [0, top > 0 ? top * 1.05 : 1]
}
