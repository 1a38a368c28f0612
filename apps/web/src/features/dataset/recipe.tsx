import Link from 'next/link'
import { readFragment } from '../../gql'
import { pictureSize } from '../../lib/format'
import { type Fact, Facts } from '../../ui/facts'
import { PathText } from '../../ui/path-text'
import { recipeFields } from '../recipe'
import { useProject } from '../shell'
import type { Dataset } from './types'

const MODES = { SQUASH: 'Squash', CROP: 'Crop', FILL: 'Fill', HALF_CROP: 'Half crop' }

/** All that is needed to build the same again. */
export function Recipe({ dataset: { source, recipe: given } }: { dataset: Dataset }) {
  const recipe = readFragment(recipeFields, given)
  const facts: (Fact | false)[] = [
    ...useSource(source),
    { name: 'Images', value: pictureSize(recipe) },
    { name: 'Resizing', value: MODES[recipe.resize] },
    recipe.encoding !== 'RAW' && { name: 'Kept as', value: recipe.encoding },
    recipe.fastDecoding && { name: 'Decoding', value: 'fast' },
    recipe.mirror && { name: 'Mirrored', value: 'left to right' },
    recipe.classes.length > 0 && { name: 'Only', value: recipe.classes.join(', ') },
    ...recipe.merged.map(({ name, from }) => ({ name: 'Merged', value: `${name} = ${from.join(' + ')}` })),
    recipe.minPerClass > 0 && { name: 'At least', value: `${recipe.minPerClass} per class` },
    recipe.maxPerClass > 0 && { name: 'At most', value: `${recipe.maxPerClass} per class` },
    !hasOwn(source, 'validation') && { name: 'Validation', value: `${recipe.validationPercent} %` },
    !hasOwn(source, 'test') && { name: 'Test', value: `${recipe.testPercent} %` },
    { name: 'Seed', value: recipe.seed },
  ]
  return <Facts facts={facts.filter(fact => fact !== false)} />
}

const hasOwn = (source: Dataset['source'], split: 'validation' | 'test') =>
  Boolean(source[`${split}Folder`] || source[`${split}List`])

const path = (name: string, at: string | null): Fact[] => (at ? [{ name, value: <PathText path={at} /> }] : [])

function useSource(source: Dataset['source']): Fact[] {
  const project = useProject()
  const { kind, title, dataset, validationFolder, testFolder, validationList, testList } = source
  switch (kind) {
    case 'LISTS':
      return [
        ...path('Training list', source.trainList),
        ...path('Validation list', validationList),
        ...path('Test list', testList),
        ...path('Labels', source.labels),
        ...path('Images below', source.imageFolder),
        ...(source.keepsOrder ? [{ name: 'Order', value: 'of the lists' }] : []),
      ]
    case 'DATASET':
      return [{ name: 'From', value: dataset ? <Link href={project.dataset(dataset.id)}>{dataset.name}</Link> : title }]
    case 'UPLOAD':
      return [{ name: 'Upload', value: title }]
    case 'S3':
      return path('Bucket', title)
    case 'ARCHIVE':
      return path('Archive', title)
    case 'FOLDER':
      return [...path('Folder', title), ...path('Validation', validationFolder), ...path('Test', testFolder)]
  }
}
