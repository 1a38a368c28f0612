import type { Series } from '../../charts/prepare-series'
import classes from './status.module.css'

interface Props {
  name: string
  color: string
  value: number | null
  format: (value: number) => string
  /** Says what the value was before. */
  series?: Series
  isShare?: boolean
}

/** Signed, in points of percent for shares. */
function changeOf(series: Series | undefined, isShare: boolean): string | undefined {
  const [before, now] = series ? series.max.slice(-2) : []
  if (before === undefined || now === undefined) return undefined
  const change = isShare ? (now - before) * 100 : now - before
  const digits = isShare ? 1 : 4
  const text = Math.abs(change).toFixed(digits)
  return Number(text) === 0 ? '±0' : `${change > 0 ? '+' : '−'}${text}`
}

export function Figure({ name, color, value, format, series, isShare = false }: Props) {
  const change = changeOf(series, isShare)
  return (
    <div className={classes.figure}>
      <dt>
        <span className={classes.key} style={{ background: `var(${color})` }} aria-hidden />
        {name}
      </dt>
      <dd>
        <span className={classes.value}>{value === null ? '–' : format(value)}</span>
        {change && (
          <span className={classes.change} title="Against the validation before">
            {change}
          </span>
        )}
      </dd>
    </div>
  )
}
