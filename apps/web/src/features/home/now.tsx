import { useState } from 'react'
import type { HomeNowQuery } from '../../gql/graphql'
import { counted } from '../../lib/format'
import { Section } from '../../ui/page'
import { isBuilding, isMoving } from '../states'
import { BuildItem } from './build-item'
import { DeviceStrip } from './devices'
import classes from './now.module.css'
import { RunItem } from './run-item'

type Project = NonNullable<HomeNowQuery['project']>

interface Props {
  runs: Project['runs']
  building: Project['building']
  devices: Project['devices']
  /** Nothing to say while there is nothing at all. */
  isQuiet: boolean
}

/** Runs that wait, shown before somebody asks for all of them. */
const FEW = 6

/** What runs, is built or waits. */
export function Now({ runs, building, devices, isQuiet }: Props) {
  const [isLong, setLong] = useState(false)
  const moving = runs.nodes.filter(({ state }) => isMoving(state))
  const waiting = runs.nodes.filter(({ state }) => state === 'QUEUED' || state === 'WAITING_FOR_DATASET')
  const builds = building.nodes.filter(({ state }) => isBuilding(state))
  const shown = isLong ? waiting : waiting.slice(0, FEW)
  const beyond = runs.totalCount - runs.nodes.length
  const strip = <DeviceStrip devices={devices} runs={moving} />
  const isIdle = moving.length + waiting.length + builds.length === 0
  if (isQuiet && isIdle) return strip
  return (
    <Section title="Now" aside={strip}>
      {isIdle && <p className={classes.idle}>Nothing is running.</p>}
      {!isIdle && (
        <ul className={classes.list}>
          {moving.map(run => (
            <RunItem key={run.id} row={run} />
          ))}
          {builds.map(dataset => (
            <BuildItem key={dataset.id} row={dataset} />
          ))}
          {shown.map(run => (
            <RunItem key={run.id} row={run} />
          ))}
        </ul>
      )}
      {shown.length < waiting.length && (
        <button type="button" className={classes.more} onClick={() => setLong(true)}>
          Show {waiting.length - shown.length} more of {counted(waiting.length + beyond, 'run')} that wait
        </button>
      )}
      {shown.length === waiting.length && beyond > 0 && (
        <p className={classes.idle}>{counted(beyond, 'more run')} behind them in the queue.</p>
      )}
    </Section>
  )
}
