import { useMemo } from 'react'
import { Curve } from '../../charts/curve'
import { epoch, rate } from '../../lib/format'
import { rateCurve } from './rate-curve'
import type { SolverDraft } from './solver-draft'
import classes from './solver-form.module.css'

/** The learning rate drawn over the epochs that will run. */
export function RatePreview({ draft }: { draft: SolverDraft }) {
  const curve = useMemo(() => rateCurve(draft), [draft])
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
      <Curve label={text} x={curve.epochs} y={curve.rates} format={rate} />
    </figure>
  )
}
