import { readFragment } from '../../gql'
import type { ModelRunFragment } from '../../gql/graphql'
import { CodeText } from '../../ui/code-text'
import { NetworkView } from '../network'
import { solverFields } from '../solver'
import type { Model } from './types'

/** What the run trains: the text beside its drawing; the shapes are those of its dataset, so without one the text alone. */
export function Network({ model, row }: { model: Model; row: ModelRunFragment }) {
  const { preprocessing } = readFragment(solverFields, row.solver)
  if (!model.dataset) return <CodeText text={model.networkText} label="Network text" />
  const { classes, recipe } = model.dataset
  return (
    <NetworkView text={model.networkText} shape={{ ...recipe, classes: classes.length }} crop={preprocessing.crop} />
  )
}
