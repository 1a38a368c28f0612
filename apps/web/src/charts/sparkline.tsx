import classes from './sparkline.module.css'

export interface SparkLine {
  x: readonly number[]
  y: readonly number[]
  color: string
  /** Fixed ends of the scale; taken from the values where they are left out. */
  range?: [number, number]
}

interface Props {
  lines: SparkLine[]
  /** The x that ends the work, so that the line grows into its place. */
  end: number
  label: string
  width?: number
  height?: number
}

function path({ x, y, range }: SparkLine, end: number, width: number, height: number): string {
  const [low, high] = range ?? [Math.min(...y), Math.max(...y)]
  const span = high - low || 1
  return x
    .map((at, i) => {
      const px = (at / end) * (width - 2) + 1
      const py = height - 2 - (((y[i] ?? low) - low) / span) * (height - 4)
      return `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${Math.max(1, Math.min(height - 1, py)).toFixed(1)}`
    })
    .join('')
}

/** The shape of a few series, small; its figures stand beside it. */
export function Sparkline({ lines, end, label, width = 132, height = 30 }: Props) {
  return (
    <svg
      className={classes.svg}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className={classes.base} />
      {lines
        .filter(({ x }) => x.length > 1)
        .map(line => (
          <path key={line.color} d={path(line, end, width, height)} stroke={line.color} className={classes.line} />
        ))}
    </svg>
  )
}
