import { useMemo } from 'react'
import { LineChart } from '../../charts/line-chart'
import { epoch, rate } from '../../lib/format'
import { rateCurve } from './rate-curve'
import type { SolverDraft } from './solver-draft'
import classes from './solver-form.module.css'

const LINES = [{ label: 'Learning rate', color: '--fv-series-rate', width: 2 }]

/** The learning rate drawn over the epochs that will run. */
export function RatePreview({ draft }: { draft: SolverDraft }) {
  const curve = useMemo(() => rateCurve(draft), [draft])
  const data = useMemo(() => (curve ? [curve.epochs, curve.rates] : [[], []]), [curve])
  if (!curve) return <p className={classes.none}>The curve appears once the fields above are right.</p>
  const last = curve.rates.at(-1) ?? 0
  const warmup = Number(draft.warmupPercent)
  const from =
    warmup > 0
      ? `rises to ${rate(Math.max(...curve.rates))} over ${epoch((warmup / 100) * Number(draft.epochs))} epochs, then goes`
      : `from ${rate(curve.rates[0] ?? 0)}`
  const text = `Learning rate ${from} to ${rate(last)} over ${draft.epochs} epochs`
  return (
    <figure className={classes.preview}>
      <figcaption className={classes.caption}>{text}</figcaption>
      <LineChart
        label={text}
        lines={LINES}
        data={data}
        height={92}
        xRange={[0, Number(draft.epochs)]}
        yRange={[0, Math.max(...curve.rates) * 1.08 || 1]}
        format={rate}
        hasXAxis
      />
    </figure>
  )
}
