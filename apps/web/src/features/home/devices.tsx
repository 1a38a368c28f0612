import Link from 'next/link'
import type { HomeQuery } from '../../gql/graphql'
import { useProject } from '../shell'
import classes from './devices.module.css'

type Devices = NonNullable<HomeQuery['project']>['devices']

/** What trains, and what on. */
export function DeviceStrip({ devices: { devices, notReady } }: { devices: Devices }) {
  const project = useProject()
  return (
    <ul className={classes.strip} aria-label="Devices">
      {notReady && (
        <li className={classes.device} data-waiting>
          Training cannot start yet: {notReady}
        </li>
      )}
      {devices.map(({ id, name, run }) => (
        <li key={id} className={classes.device} data-busy={run ? true : undefined}>
          <span className={classes.dot} aria-hidden />
          <span title={name}>{id}</span>
          {run ? <Link href={project.run(run.id)}>{run.name}</Link> : <span className={classes.idle}>free</span>}
        </li>
      ))}
    </ul>
  )
}
