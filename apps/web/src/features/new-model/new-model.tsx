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
import { choicesDocument, datasetChoice, templateDocument } from './new-model.graphql'
import { NewModelForm } from './new-model-form'
import { templateOf } from './template'

const UNKNOWN_SPEED = { flopsPerSecond: null, runs: 0 }

/** What shall I train, how, and will it fit? */
export function NewModel({ dataset, from }: { dataset: string | undefined; from: string | undefined }) {
  const project = useProject()
  const [{ data, error }] = useQuery({
    query: choicesDocument,
    variables: { handle: project.handle },
    requestPolicy: 'cache-and-network',
  })
  const [original] = useQuery({ query: templateDocument, variables: { id: from ?? '' }, pause: !from })
  const isWaiting = from !== undefined && !original.data && !original.error
  const template = data && templateOf(original.data?.node, data.standardNetworks)
  const usable = data?.project?.datasets.nodes.filter(row => isUsable(readFragment(datasetChoice, row).state))
  // What the last layer has to tell apart is known once the images are listed.
  const listed = usable?.filter(row => readFragment(datasetChoice, row).classes.length > 0)
  if (listed && data && listed.length > 0 && !isWaiting)
    return (
      <NewModelForm
        key={from}
        template={template}
        isLost={from !== undefined && !template}
        datasets={listed}
        networks={data.standardNetworks}
        speed={data.project?.trainingSpeed ?? UNKNOWN_SPEED}
        given={dataset}
        taken={data.project?.models.nodes.map(({ name }) => name) ?? []}
      />
    )
  return (
    <Page title="New model">
      {error && <Notice title="The datasets could not be read.">{error.message}</Notice>}
      {(!data || isWaiting) && !error && <SkeletonRows rows={8} />}
      {listed?.length === 0 && (
        <EmptyState
          title={usable?.length === 0 ? 'A model needs a dataset' : 'A model needs to know its classes'}
          actions={
            <Button component={Link} href={project.newDataset}>
              New dataset
            </Button>
          }
        >
          {usable?.length === 0
            ? 'Make one from a folder of pictures; you can choose the network while it is still being built.'
            : 'The images of your dataset are still being listed; its classes are known in a moment.'}
        </EmptyState>
      )}
    </Page>
  )
}
