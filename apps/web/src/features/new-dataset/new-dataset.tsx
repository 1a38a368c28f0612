'use client'

import { useQuery } from 'urql'
import { SkeletonRows } from '../../ui/late'
import { Page } from '../../ui/page'
import { datasetTemplateDocument } from './new-dataset.graphql'
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
  return (
    <NewDatasetForm
      key={from}
      folder={folder}
      clone={node && { id: node.id, name: node.name, draft: templateOf(node) }}
      isLost={from !== undefined && !node}
    />
  )
}
