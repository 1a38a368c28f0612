import { Select, Switch } from '@mantine/core'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import { cloneName } from '../../lib/clone-name'
import { recipeFields } from '../recipe'
import { useProject } from '../shell'
import { isUsable } from '../states'
import { sourceChoicesDocument } from './new-dataset.graphql'
import type { SourceProps } from './source-fields'
import { fromRecipe } from './template'

/** The pictures of another dataset, with another recipe. */
export function DatasetSource({ draft, change, fault, leave }: SourceProps) {
  const { handle } = useProject()
  const [{ data }] = useQuery({
    query: sourceChoicesDocument,
    variables: { handle },
    requestPolicy: 'cache-and-network',
  })
  const all = data?.project?.datasets.nodes ?? []
  const choose = (id: string | null) => {
    const chosen = all.find(dataset => dataset.id === id)
    if (!chosen) return
    const taken = all.map(({ name }) => name)
    const name = cloneName(chosen.name, taken)
    change({
      dataset: { id: chosen.id, name: chosen.name },
      name,
      ...fromRecipe(readFragment(recipeFields, chosen.recipe)),
    })
  }
  return (
    <>
      <Select
        label="Dataset"
        name="dataset"
        description="Its pictures are read again where they came from; its recipe fills the fields below."
        data={all.filter(({ state }) => isUsable(state)).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.dataset?.id ?? null}
        onChange={choose}
        onBlur={leave('dataset')}
        error={fault('dataset')}
        searchable
        nothingFoundMessage="No such dataset"
        maxDropdownHeight={280}
      />
      <Switch
        label="Deal all images anew"
        description="Off: images that came with a split of their own stay in it."
        checked={draft.dealsAnew}
        onChange={event => change({ dealsAnew: event.currentTarget.checked })}
      />
    </>
  )
}
