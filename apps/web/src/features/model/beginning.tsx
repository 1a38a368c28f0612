import Link from 'next/link'
import { counted, epoch } from '../../lib/format'
import { useProject } from '../shell'
import classes from './details.module.css'
import type { Model } from './types'

/** Whose weights the runs of a model begin with, and which layers begin afresh all the same. */
export function Beginning({ weights }: { weights: NonNullable<Model['initialWeights']> }) {
  const project = useProject()
  const { run, runName, taken, refilled } = weights
  const fresh = refilled.map(({ name, reason }) => `${name} (${reason})`).join(', ')
  return (
    <p className={classes.beginning}>
      {counted(taken.length, 'layer')} {taken.length === 1 ? 'begins' : 'begin'} with the weights of{' '}
      {run ? <Link href={project.run(run.id)}>{runName}</Link> : `${runName}, now deleted`}, epoch{' '}
      {epoch(weights.epoch)}
      {fresh && `; re-initialised: ${fresh}`}.
    </p>
  )
}
