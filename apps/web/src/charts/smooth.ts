import type { Series } from './prepare-series'

/**
 * The running mean of a series whose memory fades by 1/e in `span` iterations, however densely its points lie, so that a closer view has the same
 * shape. It starts at the first value. What is no number leaves the mean as it is.
 */
export function smooth(series: Series | undefined, span: number): Series | undefined {
  if (!series || span <= 0) return series
  let sum = 0
  let weight = 0
  let before = series.iterations[0] ?? 0
  const means = series.iterations.map((iteration, i) => {
    const value = ((series.min[i] ?? Number.NaN) + (series.max[i] ?? Number.NaN)) / 2
    const fade = Math.exp((before - iteration) / span)
    before = iteration
    sum *= fade
    weight *= fade
    if (Number.isFinite(value)) {
      sum += value
      weight += 1
    }
    return weight > 0 ? sum / weight : Number.NaN
  })
  return { iterations: series.iterations, min: means, max: means }
}
