import { useEffect, useRef } from 'react'
import { useQuery } from 'urql'
import { duration, moment } from '../../lib/format'
import { useNow } from '../../lib/use-now'
import { StateMark } from '../../ui/state-mark'
import { isLive, runWords } from '../states'
import classes from './details.module.css'
import { stretches } from './history'
import { historyDocument } from './model.graphql'

interface Props {
  run: { id: string; createdBy: string }
  /** Changes with every move, so that the list is read again. */
  state: string
}

/** Each move from state to state: when, how long it lasted, why, in which attempt; newest first. */
export function HistoryView({ run, state: current }: Props) {
  const now = useNow()
  const [{ data }, readAgain] = useQuery({
    query: historyDocument,
    variables: { id: run.id },
    requestPolicy: 'cache-and-network',
  })
  const shown = useRef(current)
  useEffect(() => {
    if (shown.current !== current) readAgain({ requestPolicy: 'network-only' })
    shown.current = current
  }, [current, readAgain])
  if (data?.node?.__typename !== 'Run') return null
  const rows = stretches(data.node.history)
  return (
    <table className={classes.history}>
      <caption>Started by {run.createdBy}</caption>
      <thead>
        <tr>
          <th scope="col">Since</th>
          <th scope="col">State</th>
          <th scope="col" data-number>
            For
          </th>
          <th scope="col" data-number>
            Attempt
          </th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ change: { time, state, reason, attempt }, seconds }) => (
          <tr key={`${time} ${state}`}>
            <td>
              <time dateTime={time}>{moment(time)}</time>
            </td>
            <td>
              <StateMark tone={runWords(state).tone}>{runWords(state).word}</StateMark>
            </td>
            <td data-number>
              {seconds === undefined ? isLive(state) && duration((now - Date.parse(time)) / 1000) : duration(seconds)}
            </td>
            <td data-number>{attempt > 0 && attempt}</td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
