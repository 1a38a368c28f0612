'use client'

import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import { counted } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { Missing } from '../../ui/missing'
import { Page } from '../../ui/page'
import { PageLate } from '../../ui/page-late'
import { runFigures, useMay, useProject } from '../shell'
import { modelDocument, modelRun } from './model.graphql'
import { NoRun } from './no-run'
import { RunActions } from './run-actions'
import { RunPanel } from './run-panel'
import { RunPicker } from './run-picker'
import type { Model } from './types'
import classes from './words.module.css'

/** Is it learning? */
export function ModelPage({ id }: { id: string }) {
  const project = useProject()
  const [{ data, error }] = useQuery({ query: modelDocument, variables: { id }, requestPolicy: 'cache-and-network' })
  if (!data) return <PageLate what="model" error={error} />
  if (data.node?.__typename !== 'Model') return <Missing what="This model" home={project.home} />
  return <Loaded model={data.node} />
}

function Loaded({ model }: { model: Model }) {
  const project = useProject()
  const mayEdit = useMay('edit')
  const router = useRouter()
  const path = usePathname()
  const parameters = useSearchParams()
  const chosen = Number(parameters.get('run'))
  const runs = [...model.runs.nodes].sort((a, b) => b.number - a.number)
  const row = runs.find(({ number }) => number === chosen) ?? runs[0]
  const live = readFragment(modelRun, row)
  // How the charts are looked at stays; a stretch of one run says nothing about another.
  const choose = (number: number) => {
    const next = new URLSearchParams(parameters)
    next.delete('zoom')
    next.set('run', String(number))
    router.replace(`${path}?${next}`, { scroll: false })
  }
  return (
    <Page
      title={model.name}
      aside={model.group && <span className={classes.group}>{model.group}</span>}
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
      actions={mayEdit && <RunActions model={model} run={row} onCreated={choose} />}
    >
      {model.notes && <p className={classes.notes}>{model.notes}</p>}
      <RunPicker
        runs={runs.map(run => readFragment(runFigures, readFragment(modelRun, run)))}
        selected={row?.number}
        onSelect={choose}
      />
      {row && live ? <RunPanel key={row.id} model={model} row={live} /> : <NoRun model={model} onCreated={choose} />}
    </Page>
  )
}
