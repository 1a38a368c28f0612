import type { RunFiguresFragment } from '../../gql/graphql'
import { percent } from '../../lib/format'
import { StateMark } from '../../ui/state-mark'
import { runWords } from '../states'
import classes from './run-picker.module.css'

interface Props {
  runs: RunFiguresFragment[]
  selected: number | undefined
  onSelect: (number: number) => void
}

/** The runs of a model, newest first; a model with one run needs no choice. */
export function RunPicker({ runs, selected, onSelect }: Props) {
  if (runs.length < 2) return null
  return (
    <nav className={classes.list} aria-label="Runs of this model">
      {runs.map(({ id, number, state, valAccuracy }) => (
        <button
          type="button"
          key={id}
          className={classes.run}
          aria-current={number === selected || undefined}
          onClick={() => onSelect(number)}
        >
          <span className={classes.number}>#{number}</span>
          <StateMark tone={runWords(state).tone}>{runWords(state).word}</StateMark>
          {valAccuracy !== null && <span className={classes.figure}>{percent(valAccuracy)}</span>}
        </button>
      ))}
    </nav>
  )
}
