import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconPlayerPauseFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react'
import classes from './state-mark.module.css'

export type Tone = 'live' | 'wait' | 'ok' | 'bad' | 'pause' | 'stop'

const SHAPES = {
  live: () => <span className={classes.pulse} />,
  wait: () => <IconCircleDashed size={14} stroke={2.2} />,
  ok: () => <IconCircleCheckFilled size={14} />,
  bad: () => <IconAlertTriangleFilled size={14} />,
  pause: () => <IconPlayerPauseFilled size={12} />,
  stop: () => <IconPlayerStopFilled size={12} />,
} as const

/** A state as a shape and a word; its colour says nothing that they do not. */
export function StateMark({ tone, children }: { tone: Tone; children: string }) {
  const Shape = SHAPES[tone]
  return (
    <span className={classes.root} data-tone={tone}>
      <span className={classes.shape} aria-hidden>
        <Shape />
      </span>
      {children}
    </span>
  )
}
