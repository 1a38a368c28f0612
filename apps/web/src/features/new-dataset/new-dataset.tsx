'use client'

import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import { SkeletonRows } from '../../ui/late'
import { Page } from '../../ui/page'
import { datasetTemplateDocument, recipeFields } from './new-dataset.graphql'
import { NewDatasetForm } from './new-dataset-form'
import { templateOf } from './template'

interface Props {
  folder: string | undefined
  /** The dataset that the form is filled with. */
  from: string | undefined
}

/** How do my pictures become a training set? */
export function NewDataset({ folder, from }: Props) {
  const [{ data, error }] = useQuery({ query: datasetTemplateDocument, variables: { id: from ?? '' }, pause: !from })
  if (from && !data && !error)
    return (
      <Page title="New dataset" isNarrow>
        <SkeletonRows rows={8} />
      </Page>
    )
  const node = data?.node?.__typename === 'Dataset' ? data.node : undefined
  const original = node && readFragment(recipeFields, node)
  return (
    <NewDatasetForm
      key={from}
      folder={folder}
      clone={node && original && { id: node.id, name: original.name, draft: templateOf(node, original) }}
      isLost={from !== undefined && !node}
    />
  )
}
