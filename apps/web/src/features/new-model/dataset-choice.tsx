import Link from 'next/link'
import { type FragmentType, readFragment } from '../../gql'
import { counted, pictureSize } from '../../lib/format'
import { StateMark } from '../../ui/state-mark'
import { useProject } from '../shell'
import { datasetWords } from '../states'
import { datasetChoice } from './new-model.graphql'
import classes from './new-model.module.css'

interface Props {
  rows: FragmentType<typeof datasetChoice>[]
  selected: string | undefined
  onSelect: (id: string) => void
}

export function DatasetChoice({ rows, selected, onSelect }: Props) {
  const project = useProject()
  return (
    <fieldset className={classes.column}>
      <legend className={classes.heading}>Dataset</legend>
      <div className={classes.cards}>
        {readFragment(datasetChoice, rows).map(({ id, name, state, classes: names, counts, recipe, meanUrl }) => {
          const total = counts.reduce((sum, split) => sum + split.total, 0)
          const facts = [
            total > 0 && counted(total, 'image'),
            names.length > 0 && counted(names.length, 'class', 'classes'),
            pictureSize(recipe),
          ]
          return (
            <label key={id} className={classes.card} data-checked={id === selected || undefined}>
              <input type="radio" name="dataset" value={id} checked={id === selected} onChange={() => onSelect(id)} />
              {meanUrl ? <img src={meanUrl} alt="" className={classes.mean} /> : <span className={classes.mean} />}
              <span className={classes.cardText}>
                <span className={classes.cardName} title={name}>
                  {name}
                </span>
                <span className={classes.quiet}>{facts.filter(Boolean).join(' · ')}</span>
                {state !== 'READY' && <StateMark tone={datasetWords(state).tone}>{datasetWords(state).word}</StateMark>}
              </span>
            </label>
          )
        })}
      </div>
      <Link href={project.newDataset}>New dataset</Link>
    </fieldset>
  )
}
