'use client'

import { Button } from '@mantine/core'
import Link from 'next/link'
import { useQuery } from 'urql'
import { useTitle } from '../../lib/use-title'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useProject } from '../shell'
import { isBuilding, isUsable } from '../states'
import { FirstSteps } from './first-steps'
import { homeDocument } from './home.graphql'
import { Now } from './now'
import { Tables } from './tables'
import { useSearch } from './use-search'

/** What is going on, and where do I go on? */
export function Home() {
  const project = useProject()
  const { search, setSearch, asked } = useSearch()
  const [{ data, error, fetching }] = useQuery({
    query: homeDocument,
    variables: { handle: project.handle, search: asked },
    requestPolicy: 'cache-and-network',
  })
  const found = data?.project
  useTitle(project.name)

  const datasets = found?.datasets.nodes ?? []
  const isEmpty = !search && found?.models.totalCount === 0 && found.datasets.totalCount === 0
  const hasDatasets = datasets.some(({ state }) => isUsable(state))

  return (
    <Page
      title={project.name}
      actions={
        found &&
        !isEmpty && (
          <>
            <Button component={Link} href={project.newDataset} variant={hasDatasets ? 'default' : 'filled'}>
              New dataset
            </Button>
            {hasDatasets && (
              <Button component={Link} href={project.newModel()}>
                New model
              </Button>
            )}
          </>
        )
      }
    >
      {error && !found && <Notice title="What is going on could not be read.">{error.message}</Notice>}
      {!found && fetching && <SkeletonRows rows={6} />}
      {found && (
        <Now
          runs={found.runs.nodes}
          datasets={datasets.filter(({ state }) => isBuilding(state))}
          devices={found.devices}
          isQuiet={isEmpty}
        />
      )}
      {isEmpty && <FirstSteps href={project.newDataset} />}
      {found && !isEmpty && (
        <Tables models={found.models} datasets={found.datasets} search={search} onSearch={setSearch} />
      )}
    </Page>
  )
}
