import classes from './curve.module.css'

const WIDTH = 400
const HEIGHT = 80

interface Props {
  label: string
  x: readonly number[]
  /** From 0 on. */
  y: readonly number[]
  format: (y: number) => string
}

/** One curve from 0 to its greatest value, to be seen at a glance: it needs nothing of what draws the charts of runs. */
export function Curve({ label, x, y, format }: Props) {
  const most = Math.max(...y)
  const end = x.at(-1) || 1
  const path = x
    .map((at, i) => `${i === 0 ? 'M' : 'L'}${(at / end) * WIDTH} ${HEIGHT - ((y[i] ?? 0) / (most || 1)) * HEIGHT}`)
    .join('')
  return (
    <div className={classes.curve} role="img" aria-label={label}>
      <span className={classes.most}>{format(most)}</span>
      <span className={classes.zero}>0</span>
      <svg className={classes.drawing} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        <path d={path} className={classes.line} />
      </svg>
      <span className={classes.begin}>0</span>
      <span className={classes.end}>{end}</span>
    </div>
  )
}
