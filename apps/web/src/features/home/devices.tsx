import Link from 'next/link'
import { readFragment } from '../../gql'
import type { HomeNowQuery } from '../../gql/graphql'
import { runFigures, useProject } from '../shell'
import classes from './devices.module.css'
import { liveRun } from './home.graphql'

type Project = NonNullable<HomeNowQuery['project']>

/** What trains, and what on; a device that is neither free nor has a run of this project trains for another. */
export function DeviceStrip({
  devices: { devices, notReady },
  runs,
}: {
  devices: Project['devices']
  runs: Project['runs']['nodes']
}) {
  const project = useProject()
  const figures = runs.map(run => readFragment(runFigures, readFragment(liveRun, run)))
  return (
    <ul className={classes.strip} aria-label="Devices">
      {notReady && (
        <li className={classes.device} data-waiting>
          Training cannot start yet: {notReady}
        </li>
      )}
      {devices.map(({ id, name, isFree }) => {
        const run = figures.find(({ device }) => device === id)
        return (
          <li key={id} className={classes.device} data-busy={run || !isFree ? true : undefined}>
            <span className={classes.dot} aria-hidden />
            <span title={name}>{id}</span>
            {run ? (
              <Link href={project.run(run.id)}>{run.name}</Link>
            ) : (
              <span className={classes.idle}>{isFree ? 'free' : 'taken'}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
