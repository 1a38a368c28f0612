import { useEffect, useState } from 'react'
import { append, fromViews } from '../../charts/prepare-series'
import type { SparkLine } from '../../charts/sparkline'

interface Figures {
  iteration: number
  trainLoss: number | null
  valAccuracy: number | null
}

type Views = Parameters<typeof fromViews>[0]

/** The series as first read, then one point at each change of the row: enough for a shape. */
export function useSpark(views: Views, { iteration, trainLoss, valAccuracy }: Figures): SparkLine[] {
  const [series, setSeries] = useState(() => fromViews(views))
  useEffect(() => {
    if (iteration === 0) return
    const told = [
      { series: 'train/loss', value: trainLoss },
      { series: 'val/accuracy', value: valAccuracy },
    ].flatMap(({ series, value }) => (value === null ? [] : [{ series, iterations: [iteration], values: [value] }]))
    setSeries(known => append(known, told))
  }, [iteration, trainLoss, valAccuracy])
  return [
    { name: 'train/loss', color: 'var(--fv-series-val-loss)' },
    { name: 'val/accuracy', color: 'var(--fv-series-accuracy)', range: [0, 1] as [number, number] },
  ].flatMap(({ name, ...line }) => {
    const one = series[name]
    return one ? [{ ...line, x: one.iterations, y: one.max }] : []
  })
}
