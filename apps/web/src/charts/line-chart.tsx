import { lazy, Suspense } from 'react'
import type { ChartProps } from './canvas-chart'

export type { Line } from './canvas-chart'

/** What draws is read when the first chart is to be drawn. */
const CanvasChart = lazy(async () => ({ default: (await import('./canvas-chart')).CanvasChart }))

/** Lines over epochs; its place is kept until it is drawn. */
export function LineChart(props: ChartProps) {
  return (
    <Suspense fallback={<div style={{ height: props.height }} />}>
      <CanvasChart {...props} />
    </Suspense>
  )
}
