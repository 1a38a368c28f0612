'use client'

import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { useQuery } from 'urql'
import type { Split } from '../../gql/graphql'
import { count } from '../../lib/format'
import { Section } from '../../ui/page'
import { useProject } from '../shell'
import classes from './explore.module.css'
import { Grid, type Images } from './grid'
import { imagesDocument } from './images.graphql'
import { SPLIT_NAMES } from './splits'
import { useView } from './use-view'
import { type View, writeView } from './view'
import type { Counts } from './warnings-of'

const PAGE = 60

interface Props {
  id: string
  classes: readonly string[]
  counts: readonly Counts[]
  recipe: { width: number; height: number }
}

/** The stored pictures, as the network will see them, by split and class. */
export function Explore({ id, classes: names, counts, recipe }: Props) {
  const project = useProject()
  const [view, change] = useView()
  const splits = counts.filter(({ total }) => total > 0).map(({ split }) => split)
  const split = splits.find(one => one === view.split) ?? splits[0] ?? 'TRAIN'
  const label = view.label !== undefined && view.label < names.length ? view.label : undefined
  const [{ data, fetching }] = useQuery({
    query: imagesDocument,
    variables: {
      id,
      split: split as Split,
      label: label ?? null,
      first: PAGE,
      after: view.page > 1 ? String((view.page - 1) * PAGE) : null,
    },
  })
  const [images, setImages] = useState<Images>()
  useEffect(() => {
    // What is shown stays until the next page is here: no jump.
    if (data?.node?.__typename === 'Dataset') setImages(data.node.images)
  }, [data])
  // The page that was turned to by a key; the address follows later.
  const [turned, setTurned] = useState<number>()
  const onFocused = useCallback(() => setTurned(undefined), [])
  const pages = Math.max(1, Math.ceil((images?.totalCount ?? 0) / PAGE))
  const turn = (way: 'next' | 'previous', isByKey: boolean) => {
    const page = view.page + (way === 'next' ? 1 : -1)
    if (page < 1 || page > pages) return
    setTurned(isByKey ? page : undefined)
    change({ page, at: undefined })
  }
  const choose = (part: Partial<View>) => change({ page: 1, at: undefined, ...part })
  // Pictures of the page before stand until those turned to have come.
  const isHere = !fetching && data?.node?.__typename === 'Dataset' && data.node.images === images

  return (
    <Section
      title="Images"
      id="images"
      aside={
        <div className={classes.controls}>
          {splits.length > 1 && (
            <SegmentedControl
              aria-label="Split"
              value={split}
              onChange={next => choose({ split: next as NonNullable<View['split']> })}
              data={splits.map(value => ({ value, label: SPLIT_NAMES[value] ?? value }))}
            />
          )}
          <NativeSelect
            aria-label="Class"
            value={label ?? ''}
            onChange={({ currentTarget: { value } }) => choose({ label: value === '' ? undefined : Number(value) })}
            data={[{ value: '', label: 'All classes' }, ...names.map((name, i) => ({ value: String(i), label: name }))]}
            w={170}
          />
        </div>
      }
    >
      <Grid
        images={images?.nodes ?? []}
        isSmall={Math.max(recipe.width, recipe.height) <= 64}
        hrefOf={number => project.image(id, number) + writeView({ ...view, at: undefined, finding: undefined })}
        focus={isHere ? (turned === view.page ? 'first' : view.at) : undefined}
        onFocused={onFocused}
        onTurn={way => turn(way, true)}
      />
      {images?.totalCount === 0 && <p className={classes.none}>No image of this class in this split.</p>}
      {images && images.totalCount > PAGE && (
        <p className={classes.pages}>
          <button type="button" disabled={view.page <= 1} onClick={() => turn('previous', false)}>
            Previous
          </button>
          <span>
            {count((view.page - 1) * PAGE + 1)} to {count((view.page - 1) * PAGE + images.nodes.length)} of{' '}
            {count(images.totalCount)}
          </span>
          <button type="button" disabled={view.page >= pages} onClick={() => turn('next', false)}>
            Next
          </button>
        </p>
      )}
    </Section>
  )
}
