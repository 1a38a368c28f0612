import { type Line, LineChart } from '../../charts/line-chart'
import type { Baseline, Mark } from '../../charts/marks'
import { type Series, valueAt } from '../../charts/prepare-series'
import { epoch, loss } from '../../lib/format'
import classes from './run-charts.module.css'

interface Props {
  title: string
  lines: Line[]
  series: (Series | undefined)[]
  data: (number | null)[][]
  height: number
  xRange: [number, number]
  yRange: [number, number]
  /** Of the axis. */
  format: (value: number) => string
  /** Of the figures above the chart. */
  formatExact?: (value: number) => string
  perEpoch: number
  syncKey: string
  cursor: number | undefined
  onCursor: (x: number | undefined) => void
  isLog?: boolean
  onZoom?: (range: [number, number]) => void
  onReset?: () => void
  onChoose?: (id: string) => void
  marks?: Mark[]
  baselines?: Baseline[]
  hasXAxis?: boolean
}

/** A chart under a line that names its series, with their values at the cursor, or the newest. */
export function ChartBlock({ title, series, cursor, perEpoch, format, formatExact, ...chart }: Props) {
  const exact = formatExact ?? (title === 'Loss' ? loss : format)
  const at = cursor === undefined ? Number.POSITIVE_INFINITY : cursor * perEpoch
  return (
    <figure className={classes.block}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        {chart.lines.slice(0, series.length).map(({ label, color, dash }, i) => {
          const value = valueAt(series[i], at)
          return (
            <span key={label} className={classes.legend}>
              <span
                className={classes.key}
                data-dash={dash ? true : undefined}
                style={{ color: `var(${color})` }}
                aria-hidden
              />
              {label} <b>{value === undefined ? '–' : exact(value)}</b>
            </span>
          )
        })}
        {cursor !== undefined && <span className={classes.at}>epoch {epoch(Math.round(cursor * 10) / 10)}</span>}
      </figcaption>
      <LineChart {...chart} label={`${title} over epochs; the same as a table by the button above`} format={format} />
    </figure>
  )
}
