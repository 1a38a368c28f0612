'use client'

import { NativeSelect, SegmentedControl } from '@mantine/core'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useQuery } from 'urql'
import type { DatasetImagesQuery, Split } from '../../gql/graphql'
import { count } from '../../lib/format'
import { Section } from '../../ui/page'
import { imagesDocument } from './dataset.graphql'
import classes from './explore.module.css'
import type { Counts } from './warnings'

type Images = Extract<NonNullable<DatasetImagesQuery['node']>, { __typename: 'Dataset' }>['images']

const PAGE = 60
const NAMES: Record<string, string> = { TRAIN: 'Training', VAL: 'Validation', TEST: 'Test' }

interface Props {
  id: string
  classes: readonly string[]
  counts: readonly Counts[]
  recipe: { width: number; height: number }
}

/** The stored pictures, as the network will see them, by split and class. */
export function Explore({ id, classes: names, counts, recipe }: Props) {
  const splits = counts.filter(({ total }) => total > 0).map(({ split }) => split)
  const [split, setSplit] = useState(splits[0] ?? 'TRAIN')
  const [label, setLabel] = useState('')
  const [pages, setPages] = useState<string[]>([''])
  const after = pages.at(-1) ?? ''
  const [{ data }] = useQuery({
    query: imagesDocument,
    variables: {
      id,
      split: split as Split,
      label: label === '' ? null : Number(label),
      first: PAGE,
      after: after || null,
    },
  })
  const [images, setImages] = useState<Images>()
  useEffect(() => {
    // What is shown stays until the next page is here: no jump.
    if (data?.node?.__typename === 'Dataset') setImages(data.node.images)
  }, [data])
  const first = (pages.length - 1) * PAGE

  return (
    <Section
      title="Images"
      aside={
        <div className={classes.controls}>
          {splits.length > 1 && (
            <SegmentedControl
              aria-label="Split"
              value={split}
              onChange={next => {
                setSplit(next)
                setPages([''])
              }}
              data={splits.map(value => ({ value, label: NAMES[value] ?? value }))}
            />
          )}
          <NativeSelect
            aria-label="Class"
            value={label}
            onChange={event => {
              setLabel(event.currentTarget.value)
              setPages([''])
            }}
            data={[{ value: '', label: 'All classes' }, ...names.map((name, i) => ({ value: String(i), label: name }))]}
            w={170}
          />
        </div>
      }
    >
      <Grid images={images?.nodes ?? []} isSmall={Math.max(recipe.width, recipe.height) <= 64} />
      {images && images.totalCount > PAGE && (
        <p className={classes.pages}>
          <button type="button" disabled={pages.length === 1} onClick={() => setPages(pages.slice(0, -1))}>
            Previous
          </button>
          <span>
            {count(first + 1)} to {count(first + images.nodes.length)} of {count(images.totalCount)}
          </span>
          <button
            type="button"
            disabled={!images.pageInfo.hasNextPage}
            onClick={() => setPages([...pages, images.pageInfo.endCursor ?? ''])}
          >
            Next
          </button>
        </p>
      )}
    </Section>
  )
}

const STEPS: Record<string, 'nextElementSibling' | 'previousElementSibling'> = {
  ArrowRight: 'nextElementSibling',
  ArrowLeft: 'previousElementSibling',
}

function walk(event: KeyboardEvent<HTMLElement>) {
  const way = STEPS[event.key]
  const next = way && event.currentTarget[way]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

function Grid({ images, isSmall }: { images: Images['nodes']; isSmall: boolean }) {
  return (
    <ul className={classes.grid} data-small={isSmall || undefined}>
      {images.map(({ number, url, path, labelName }, i) => (
        <li key={number} tabIndex={i === 0 ? 0 : -1} onKeyDown={walk} title={`${labelName}: ${path}`}>
          <img src={url} alt={`${labelName}, ${path}`} loading="lazy" />
          <span>{labelName}</span>
        </li>
      ))}
    </ul>
  )
}
