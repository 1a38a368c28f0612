import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { useProject } from '../shell'
import { type DatasetDraft, datasetErrors, toRecipe } from './draft'
import { previewSourceDocument } from './new-dataset.graphql'
import { toPreviewed } from './source'

const PAUSE_MS = 400

/** Nine images of the source as each way to resize makes them: `modes` in the order squash, crop, fill, half crop. */
export function usePreview(draft: DatasetDraft) {
  const { handle } = useProject()
  const asked = useMemo(() => {
    const source = toPreviewed(draft)
    const { width, height } = datasetErrors(draft)
    if (!source || width || height) return undefined
    // What else the recipe says changes no pixel.
    const recipe = {
      ...toRecipe({ ...draft, val: 0, test: 0, seed: '1', chosen: [], merged: '', least: '', most: '' }),
    }
    return JSON.stringify({ handle, source, recipe: { ...recipe, resize: 'SQUASH' as const } })
  }, [draft, handle])
  const [text] = useDebouncedValue(asked, PAUSE_MS)
  const variables = useMemo(() => JSON.parse(text ?? '{}'), [text])
  const [{ data, fetching, stale }] = useQuery({ query: previewSourceDocument, variables, pause: text === undefined })
  const preview = text === undefined ? undefined : data?.project?.previewSource
  return { images: preview?.images ?? [], reason: preview?.refusal?.message, isLoading: fetching || stale }
}
