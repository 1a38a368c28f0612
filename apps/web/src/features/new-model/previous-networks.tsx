'use client'

import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { PreviousModelsQuery } from '../../gql/graphql'
import { counted, percent } from '../../lib/format'
import { usePages } from '../../lib/use-pages'
import { useSettled } from '../../lib/use-settled'
import { EmptyState } from '../../ui/empty-state'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { useProject } from '../shell'
import type { Draft } from './draft'
import classes from './new-model.module.css'
import { previousModelsDocument } from './previous.graphql'
import { PreviousRuns } from './previous-runs'
import { PreviousWeights } from './previous-weights'

const modelsOf = ({ project }: PreviousModelsQuery) => project?.models
/** Between a key and the asking. */
const REST_MS = 250

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  onCustomize: (text: string) => void
}

/** Networks that have been trained here: a model, one of its runs, and the weights of a snapshot or none. */
export function PreviousNetworks({ draft, change, onCustomize }: Props) {
  const { handle } = useProject()
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim(), REST_MS)
  const list = usePages(previousModelsDocument, { handle, search: search || null }, modelsOf)
  const [opened, setOpened] = useState(draft.previous?.model)
  const { previous } = draft
  return (
    <>
      <TextInput
        aria-label="Search models"
        placeholder="Search models"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        data-search
        autoComplete="off"
      />
      {list.error && <Notice title="The models could not be read.">{list.error.message}</Notice>}
      {list.isReading && !list.error && !list.first && <SkeletonRows rows={4} />}
      {list.first && list.rows.length === 0 && (
        <EmptyState title={search ? 'No model is called so' : 'Nothing has been trained here yet'}>
          {search
            ? 'Search for a part of its name.'
            : 'Networks of models in this project stand here, to be trained anew or further. Begin with a standard one.'}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <ul className={classes.cards} aria-label="Models of this project">
          {list.rows.map(({ id, name, networkName, parameters, bestAccuracy, dataset }) => (
            <li key={id} className={classes.model} data-checked={id === previous?.model || undefined}>
              <button
                type="button"
                className={classes.modelHead}
                aria-expanded={id === opened}
                onClick={() => setOpened(id === opened ? undefined : id)}
              >
                <span className={classes.cardName} title={name}>
                  {name}
                </span>
                <span className={classes.quiet}>
                  {[
                    networkName,
                    counted(parameters, 'parameter'),
                    dataset && `on ${dataset.name}`,
                    bestAccuracy !== null && `best ${percent(bestAccuracy)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </button>
              {id === opened && (
                <PreviousRuns
                  model={id}
                  selected={previous?.run}
                  onSelect={run => change({ previous: { ...run, model: id }, weights: null })}
                />
              )}
            </li>
          ))}
          {list.hasMore && (
            <li>
              <Button variant="subtle" onClick={list.more}>
                Show more of {list.first?.totalCount}
              </Button>
            </li>
          )}
        </ul>
      )}
      {previous && (
        <>
          <PreviousWeights
            key={previous.run}
            run={previous}
            weights={draft.weights}
            onWeights={weights => change({ weights })}
          />
          <div>
            <Button variant="default" onClick={() => onCustomize(previous.text)}>
              Customize this network
            </Button>
          </div>
        </>
      )}
    </>
  )
}
