import type { HomeQuery } from '../../gql/graphql'
import { Section } from '../../ui/page'
import { isMoving } from '../states'
import { BuildItem } from './build-item'
import { DeviceStrip } from './devices'
import classes from './now.module.css'
import { RunItem } from './run-item'

type Project = NonNullable<HomeQuery['project']>

interface Props {
  runs: Project['runs']['nodes']
  datasets: Project['datasets']['nodes']
  devices: Project['devices']
  /** Nothing to say while there is nothing at all. */
  isQuiet: boolean
}

/** What runs, is built or waits. */
export function Now({ runs, datasets, devices, isQuiet }: Props) {
  const isIdle = runs.length === 0 && datasets.length === 0
  if (isQuiet && isIdle) return <DeviceStrip devices={devices} />
  return (
    <Section title="Now" aside={<DeviceStrip devices={devices} />}>
      {isIdle && <p className={classes.idle}>Nothing is running.</p>}
      {!isIdle && (
        <ul className={classes.list}>
          {runs
            .filter(({ state }) => isMoving(state))
            .map(run => (
              <RunItem key={run.id} row={run} />
            ))}
          {datasets.map(dataset => (
            <BuildItem key={dataset.id} row={dataset} />
          ))}
          {runs
            .filter(({ state }) => !isMoving(state))
            .map(run => (
              <RunItem key={run.id} row={run} />
            ))}
        </ul>
      )}
    </Section>
  )
}
