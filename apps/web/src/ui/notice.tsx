import { IconAlertTriangleFilled, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

interface Props {
  tone?: 'bad' | 'wait' | 'calm'
  /** What happened, and where. */
  title: ReactNode
  /** What to do next. */
  children?: ReactNode
  actions?: ReactNode
}

/** What happened, where, what to do next. */
export function Notice({ tone = 'bad', title, children, actions }: Props) {
  return (
    <div className={classes.root} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className={classes.icon} aria-hidden>
        {tone === 'calm' ? <IconInfoCircle size={16} /> : <IconAlertTriangleFilled size={16} />}
      </span>
      <div className={classes.body}>
        <p className={classes.title}>{title}</p>
        {children && <div className={classes.text}>{children}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
