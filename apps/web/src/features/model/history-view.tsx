import { useQuery } from 'urql'
import { moment } from '../../lib/format'
import { StateMark } from '../../ui/state-mark'
import { runWords } from '../states'
import classes from './details.module.css'
import { historyDocument } from './model.graphql'

/** Each move from state to state, newest first. */
export function HistoryView({ run }: { run: string }) {
  const [{ data }] = useQuery({ query: historyDocument, variables: { id: run }, requestPolicy: 'cache-and-network' })
  if (data?.node?.__typename !== 'Run') return null
  const changes = [...data.node.history].reverse()
  return (
    <ol className={classes.history}>
      {changes.map(({ state, reason, time, attempt }) => (
        <li key={`${time} ${state}`} className={classes.change}>
          <time dateTime={time}>{moment(time)}</time>
          <StateMark tone={runWords(state).tone}>{runWords(state).word}</StateMark>
          <span>{[reason, attempt > 1 && `attempt ${attempt}`].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ol>
  )
}
