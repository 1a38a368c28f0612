'use client'

import { Button } from '@mantine/core'
import Link from 'next/link'
import { useQuery } from 'urql'
import { useTitle } from '../../lib/use-title'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useMay, useProject } from '../shell'
import { isUsable } from '../states'
import { FirstSteps, NothingYet } from './first-steps'
import { homeNowDocument } from './home.graphql'
import { Now } from './now'
import { Tables } from './tables'
import { useLists } from './use-lists'
import { useView } from './use-view'

/** What is going on, and where do I go on? */
export function Home() {
  const project = useProject()
  const mayEdit = useMay('edit')
  const view = useView()
  const lists = useLists(view.view)
  const [{ data, error }] = useQuery({
    query: homeNowDocument,
    variables: { handle: project.handle },
    requestPolicy: 'cache-and-network',
  })
  const now = data?.project
  const { models, datasets } = lists
  useTitle(project.name)

  const isRead = models.first !== undefined && datasets.first !== undefined
  const isEmpty = isRead && !view.view.search && models.first?.totalCount === 0 && datasets.first?.totalCount === 0
  const hasDatasets = datasets.rows.some(({ state }) => isUsable(state))
  const failure = error ?? models.error ?? datasets.error

  return (
    <Page
      title={project.name}
      actions={
        isRead &&
        !isEmpty &&
        mayEdit && (
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
      {failure && !(now && isRead) && <Notice title="What is going on could not be read.">{failure.message}</Notice>}
      {!failure && !(now && isRead) && <SkeletonRows rows={6} />}
      {now && isRead && <Now runs={now.runs} building={now.building} devices={now.devices} isQuiet={isEmpty} />}
      {now && isEmpty && (mayEdit ? <FirstSteps href={project.newDataset} /> : <NothingYet />)}
      {now && isRead && !isEmpty && <Tables {...view} lists={lists} />}
    </Page>
  )
}
