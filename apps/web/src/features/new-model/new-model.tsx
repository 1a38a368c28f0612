'use client'

import { Button } from '@mantine/core'
import Link from 'next/link'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import { EmptyState } from '../../ui/empty-state'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useProject } from '../shell'
import { isUsable } from '../states'
import { choicesDocument, datasetChoice } from './new-model.graphql'
import { NewModelForm } from './new-model-form'

/** What shall I train, how, and will it fit? */
export function NewModel({ dataset }: { dataset: string | undefined }) {
  const project = useProject()
  const [{ data, error }] = useQuery({
    query: choicesDocument,
    variables: { handle: project.handle },
    requestPolicy: 'cache-and-network',
  })
  const usable = data?.project?.datasets.nodes.filter(row => isUsable(readFragment(datasetChoice, row).state))
  if (usable && data && usable.length > 0)
    return (
      <NewModelForm
        datasets={usable}
        networks={data.standardNetworks}
        given={dataset}
        taken={data.project?.models.nodes.map(({ name }) => name) ?? []}
      />
    )
  return (
    <Page title="New model">
      {error && <Notice title="The datasets could not be read.">{error.message}</Notice>}
      {!data && !error && <SkeletonRows rows={8} />}
      {usable && (
        <EmptyState
          title="A model needs a dataset"
          actions={
            <Button component={Link} href={project.newDataset}>
              New dataset
            </Button>
          }
        >
          Make one from a folder of pictures; you can choose the network while it is still being built.
        </EmptyState>
      )}
    </Page>
  )
}
