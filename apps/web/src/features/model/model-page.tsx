'use client'

import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import { counted } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { SkeletonRows } from '../../ui/late'
import { Missing } from '../../ui/missing'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { runFigures, useProject } from '../shell'
import { modelDocument, modelRun } from './model.graphql'
import { NoRun } from './no-run'
import { RunActions } from './run-actions'
import { RunPanel } from './run-panel'
import { RunPicker } from './run-picker'
import type { Model } from './types'

/** Is it learning? */
export function ModelPage({ id }: { id: string }) {
  const project = useProject()
  const [{ data, error }] = useQuery({ query: modelDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  if (!data && error)
    return (
      <Page title="Model">
        <Notice title="This model could not be read.">{error.message}</Notice>
      </Page>
    )
  if (!data)
    return (
      <Page title={' '}>
        <SkeletonRows rows={8} />
      </Page>
    )
  if (data.node?.__typename !== 'Model') return <Missing what="This model" home={project.home} />
  return <Loaded model={data.node} />
}

function Loaded({ model }: { model: Model }) {
  const project = useProject()
  const router = useRouter()
  const path = usePathname()
  const chosen = Number(useSearchParams().get('run'))
  const runs = [...model.runs.nodes].sort((a, b) => b.number - a.number)
  const row = runs.find(({ number }) => number === chosen) ?? runs[0]
  const live = readFragment(modelRun, row)
  const choose = (number: number) => router.replace(`${path}?run=${number}`, { scroll: false })
  return (
    <Page
      title={model.name}
      lead={
        <>
          {model.networkName}, {counted(model.parameters, 'parameter')}, on{' '}
          {model.dataset ? (
            <Link href={project.dataset(model.dataset.id)}>{model.dataset.name}</Link>
          ) : (
            'a deleted dataset'
          )}{' '}
          · {model.createdBy}, <Ago time={model.createdAt} />
        </>
      }
      actions={<RunActions model={model} run={row} onCreated={choose} />}
    >
      <RunPicker
        runs={runs.map(run => readFragment(runFigures, readFragment(modelRun, run)))}
        selected={row?.number}
        onSelect={choose}
      />
      {row && live ? <RunPanel key={row.id} model={model} row={live} /> : <NoRun model={model} onCreated={choose} />}
    </Page>
  )
}
