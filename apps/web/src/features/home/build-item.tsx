import Link from 'next/link'
import { type FragmentType, readFragment } from '../../gql'
import { count, remaining } from '../../lib/format'
import { Progress } from '../../ui/progress'
import { StateMark } from '../../ui/state-mark'
import { useProject } from '../shell'
import { datasetWords } from '../states'
import { datasetRow } from './home.graphql'
import classes from './now.module.css'
import { RunName } from './run-name'

/** A dataset that is being built. */
export function BuildItem({ row }: { row: FragmentType<typeof datasetRow> }) {
  const project = useProject()
  const { id, name, state, createdBy, filesDone, filesTotal, etaSeconds } = readFragment(datasetRow, row)
  const { tone, word } = datasetWords(state)
  return (
    <li className={classes.item}>
      <div className={classes.name}>
        <Link href={project.dataset(id)} className={classes.link} title={name}>
          <RunName name={name} />
        </Link>
        <div className={classes.sub}>
          <StateMark tone={tone}>{word}</StateMark>
          <span>{createdBy}</span>
        </div>
      </div>
      <div className={classes.progress}>
        <div className={classes.words}>
          <span>{filesTotal > 0 ? `${count(filesDone)} of ${count(filesTotal)} files` : 'Counting files'}</span>
          <span>{etaSeconds !== null && filesTotal > 0 ? remaining(etaSeconds) : ''}</span>
        </div>
        <Progress share={filesTotal > 0 ? filesDone / filesTotal : null} label={`Progress of ${name}`} />
      </div>
    </li>
  )
}
