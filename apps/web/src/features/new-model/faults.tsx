import type { Fault } from '@fovea/netspec'
import classes from './new-model.module.css'

const FIRST = 12

/** What is wrong and where, in the order of the text. */
export function Faults({ faults, onGo }: { faults: readonly Fault[]; onGo?: (fault: Fault) => void }) {
  if (faults.length === 0) return null
  return (
    <ul className={classes.faults} aria-label="Faults of the network" aria-live="polite">
      {faults.slice(0, FIRST).map(fault => (
        <li key={`${fault.line}:${fault.column} ${fault.message}`} data-severity={fault.severity}>
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
