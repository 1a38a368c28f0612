import type { Fault } from '@fovea/netspec'
import classes from './faults.module.css'

const FIRST = 12

interface Props {
  faults: readonly Fault[]
  /** The layer that is looked at: its own are marked. */
  layer?: string | undefined
  onGo?: ((fault: Fault) => void) | undefined
}

/** What is wrong and where, in the order of the text. */
export function Faults({ faults, layer, onGo }: Props) {
  if (faults.length === 0) return null
  return (
    <ul className={classes.faults} aria-label="Faults of the network" aria-live="polite">
      {faults.slice(0, FIRST).map(fault => (
        <li
          key={`${fault.line}:${fault.column} ${fault.message}`}
          data-severity={fault.severity}
          aria-current={(layer !== undefined && fault.layer === layer) || undefined}
        >
          {onGo ? (
            <button type="button" className={classes.place} onClick={() => onGo(fault)} title="Show it in the text">
              {fault.line}:{fault.column}
            </button>
          ) : (
            <span className={classes.place}>
              {fault.line}:{fault.column}
            </span>
          )}
          <span>
            <b>{fault.severity === 'error' ? 'Error' : 'Warning'}:</b> {fault.message}{' '}
            <span className={classes.quiet}>{fault.remedy}</span>
          </span>
        </li>
      ))}
      {faults.length > FIRST && <li className={classes.quiet}>and {faults.length - FIRST} more</li>}
    </ul>
  )
}
