import { Button } from '@mantine/core'
import type { PreviousRunsQuery } from '../../gql/graphql'
import { percent } from '../../lib/format'
import { usePages } from '../../lib/use-pages'
import { Ago } from '../../ui/ago'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { StateMark } from '../../ui/state-mark'
import { runWords } from '../states'
import type { PreviousRun } from './draft'
import classes from './new-model.module.css'
import { previousRunsDocument } from './previous.graphql'

/** The list of runs, with the text that all of them trained. */
const runsOf = ({ node }: PreviousRunsQuery) =>
  node?.__typename === 'Model' ? { ...node.runs, text: node.networkText } : undefined

interface Props {
  model: string
  selected: string | undefined
  onSelect: (run: Omit<PreviousRun, 'model'>) => void
}

export function PreviousRuns({ model, selected, onSelect }: Props) {
  const list = usePages(previousRunsDocument, { id: model }, runsOf)
  const text = list.first?.text ?? ''
  if (list.error) return <Notice title="Its runs could not be read.">{list.error.message}</Notice>
  if (!list.first) return <SkeletonRows rows={2} />
  if (list.rows.length === 0) return <p className={classes.quiet}>It has not been trained yet.</p>
  return (
    <div className={classes.runs} role="radiogroup" aria-label="Runs">
      {list.rows.map(({ id, name, number, state, valAccuracy, createdAt }) => (
        <label key={id} className={classes.run} data-checked={id === selected || undefined}>
          <input
            type="radio"
            name="previous-run"
            checked={id === selected}
            onChange={() => onSelect({ run: id, name, text })}
          />
          <span className={classes.runNumber}>#{number}</span>
          <StateMark tone={runWords(state).tone}>{runWords(state).word}</StateMark>
          <span className={classes.runFigure}>{valAccuracy === null ? '' : percent(valAccuracy)}</span>
          <span className={classes.quiet}>
            <Ago time={createdAt} />
          </span>
        </label>
      ))}
      {list.hasMore && (
        <Button variant="subtle" onClick={list.more}>
          Show more of {list.first.totalCount} runs
        </Button>
      )}
    </div>
  )
}
