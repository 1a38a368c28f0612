'use client'

import { Button } from '@mantine/core'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import { bytes, counted, percent, pictureSize } from '../../lib/format'
import { useTitle } from '../../lib/use-title'
import { Ago } from '../../ui/ago'
import { Missing } from '../../ui/missing'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { PageLate } from '../../ui/page-late'
import { StateMark } from '../../ui/state-mark'
import { recipeFields } from '../recipe'
import { useMay, useProject } from '../shell'
import { datasetWords, isBuilding, isUsable } from '../states'
import { Build } from './build'
import { Counts } from './counts'
import { datasetDocument } from './dataset.graphql'
import { DatasetActions } from './dataset-actions'
import classes from './dataset-page.module.css'
import { Explore, Rejected } from './parts'
import { Recipe } from './recipe'
import type { Dataset } from './types'
import { Warnings } from './warnings'

const REFRESH_MS = 15_000

/** Can I trust it? */
export function DatasetPage({ id }: { id: string }) {
  const project = useProject()
  const [{ data, error }, read] = useQuery({
    query: datasetDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  })
  const dataset = data?.node?.__typename === 'Dataset' ? data.node : undefined
  const state = dataset?.state
  const before = useRef(state)
  useEffect(() => {
    // The row's change tells the state; what a finished build knows beside it is read now.
    if (before.current && state && isBuilding(before.current) && !isBuilding(state))
      read({ requestPolicy: 'network-only' })
    before.current = state
  }, [state, read])
  const isMoving = state !== undefined && isBuilding(state)
  useEffect(() => {
    if (!isMoving) return
    // An answer under way while the last change came is older than it, and nothing follows that would mend the page.
    const timer = setInterval(() => read({ requestPolicy: 'network-only' }), REFRESH_MS)
    return () => clearInterval(timer)
  }, [isMoving, read])

  if (!data) return <PageLate what="dataset" error={error} />
  if (!dataset) return <Missing what="This dataset" home={project.home} />
  return <Loaded dataset={dataset} />
}

function Loaded({ dataset }: { dataset: Dataset }) {
  const project = useProject()
  const { state, name, classes: names, counts, diskBytes, filesDone, filesTotal, models } = dataset
  const recipe = readFragment(recipeFields, dataset.recipe)
  const { tone, word } = datasetWords(state)
  const total = counts.reduce((sum, split) => sum + split.total, 0)
  const builds = isBuilding(state)
  const isReady = state === 'READY'
  const mayEdit = useMay('edit')
  useTitle(builds && filesTotal > 0 ? `${percent(filesDone / filesTotal, 0)} · ${name}` : name)
  return (
    <Page
      title={name}
      aside={<StateMark tone={tone}>{word}</StateMark>}
      lead={
        <>
          {[
            total > 0 && counted(total, 'image'),
            names.length > 0 && counted(names.length, 'class', 'classes'),
            pictureSize(recipe),
            diskBytes > 0 && bytes(diskBytes),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          · {dataset.createdBy}, <Ago time={dataset.createdAt} />
        </>
      }
      actions={
        mayEdit && (
          <>
            <DatasetActions dataset={dataset} />
            {isUsable(state) && dataset.classes.length > 0 && (
              <Button component={Link} href={project.newModel(dataset.id)} variant={builds ? 'default' : 'filled'}>
                New model
              </Button>
            )}
          </>
        )
      }
    >
      {builds && <Build dataset={dataset} />}
      {(state === 'FAILED' || state === 'ABORTED') && (
        <Notice tone={state === 'FAILED' ? 'bad' : 'calm'} title={dataset.reason ?? 'The build did not end.'}>
          {dataset.remedy}
        </Notice>
      )}
      {isReady && <Warnings dataset={{ ...dataset, recipe }} />}
      <div className={classes.grid}>
        <div className={classes.main}>
          {names.length > 0 && (
            <Section title={builds ? 'Planned classes and split' : 'Classes and split'}>
              <Counts classes={names} counts={counts} />
            </Section>
          )}
          {isReady && <Explore id={dataset.id} classes={names} counts={counts} recipe={recipe} />}
          {dataset.rejectedCount > 0 && <Rejected key={state} dataset={dataset} />}
        </div>
        <aside className={classes.side}>
          {dataset.meanUrl && (
            <Section title="Mean image">
              <img src={dataset.meanUrl} alt="Mean of all training images" className={classes.mean} />
            </Section>
          )}
          <Section title="Recipe">
            <Recipe dataset={dataset} />
          </Section>
          <Section title="Used by">
            {models.totalCount === 0 && <p className={classes.quiet}>No model yet.</p>}
            <ul className={classes.users}>
              {models.nodes.map(model => (
                <li key={model.id}>
                  <Link href={project.model(model.id)}>{model.name}</Link>
                </li>
              ))}
            </ul>
            {models.totalCount > models.nodes.length && (
              <p className={classes.quiet}>and {models.totalCount - models.nodes.length} more</p>
            )}
          </Section>
        </aside>
      </div>
    </Page>
  )
}
