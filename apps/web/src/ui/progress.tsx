import classes from './progress.module.css'

interface Props {
  /** 0 to 1; null while nothing can be counted yet. */
  share: number | null
  label: string
  /** Work that stands still is drawn quieter. */
  isIdle?: boolean
}

export function Progress({ share, label, isIdle = false }: Props) {
  const percent = share === null ? undefined : Math.round(Math.min(1, share) * 1000) / 10
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-idle={isIdle || undefined}
    >
      <div className={classes.bar} style={{ width: `${percent ?? 0}%` }} />
    </div>
  )
}
