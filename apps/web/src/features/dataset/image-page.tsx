'use client'

import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import type { DatasetImageQuery } from '../../gql/graphql'
import { bytes, count, pictureSize } from '../../lib/format'
import { useTitle } from '../../lib/use-title'
import { type Fact, Facts } from '../../ui/facts'
import { Missing } from '../../ui/missing'
import { Page, Section } from '../../ui/page'
import { PageLate } from '../../ui/page-late'
import { PathText } from '../../ui/path-text'
import { useProject } from '../shell'
import { Finding } from './finding'
import { foundInImage } from './finding-words'
import { findingFields, imageDocument } from './findings.graphql'
import classes from './image-page.module.css'
import { SPLIT_NAMES } from './splits'
import { readView, writeView } from './view'

type Of = Extract<NonNullable<DatasetImageQuery['node']>, { __typename: 'Dataset' }>
type Details = NonNullable<Of['image']>

/** What is this image, and where does it come from? */
export function ImagePage({ dataset: id, number }: { dataset: string; number: number }) {
  const project = useProject()
  const [{ data, error }] = useQuery({ query: imageDocument, variables: { id, number } })
  const dataset = data?.node?.__typename === 'Dataset' ? data.node : undefined
  const view = readView(useSearchParams())
  // Back to the same pictures, with the keyboard on this one, or to what was found.
  const back = project.dataset(id) + writeView({ ...view, at: view.finding ? undefined : number })
  useBackByEscape(back)
  if (!data) return <PageLate what="image" error={error} />
  if (!dataset?.image) return <Missing what="This image" home={dataset ? project.dataset(id) : project.home} />
  return <Loaded dataset={dataset} details={dataset.image} back={back} search={writeView(view)} />
}

function useBackByEscape(back: string) {
  const router = useRouter()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // What is open takes the key for itself; it is still there, since this hears the key first.
      if (event.key === 'Escape' && !document.querySelector('[role="dialog"], [role="menu"]')) router.push(back)
    }
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [router, back])
}

function Loaded({ dataset, details, back, search }: { dataset: Of; details: Details; back: string; search: string }) {
  const { image, findings } = details
  const name = image.path.split('/').at(-1) ?? image.path
  useTitle(`${name} · ${dataset.name}`)
  return (
    <Page
      title={name}
      lead={
        <>
          <Link href={back}>{dataset.name}</Link> · {SPLIT_NAMES[image.split]} · {image.labelName}
        </>
      }
    >
      <div className={classes.grid}>
        <img
          src={image.url}
          alt={`As training sees it: ${image.labelName}`}
          className={classes.picture}
          style={{ aspectRatio: `${dataset.recipe.width} / ${dataset.recipe.height}` }}
        />
        <div className={classes.side}>
          <Facts facts={factsOf(dataset, details)} />
          {findings.length === 0 && <p className={classes.quiet}>Nothing was found against this image.</p>}
          {findings.map((one, i) => {
            const finding = readFragment(findingFields, one)
            const others = finding.images.filter(other => other.number !== image.number)
            return (
              <Section key={i} title={foundInImage(finding.kind)}>
                {others.length > 0 && (
                  <Finding dataset={dataset.id} finding={{ images: others, size: finding.size - 1 }} search={search} />
                )}
              </Section>
            )
          })}
        </div>
      </div>
    </Page>
  )
}

function factsOf({ recipe }: Of, { image, height, width, bytes: size, hash, conversion }: Details): Fact[] {
  const facts: (Fact | false)[] = [
    { name: 'Source', value: <PathText path={image.path} /> },
    { name: 'Class', value: image.labelName },
    { name: 'Split', value: SPLIT_NAMES[image.split] },
    { name: 'Number', value: count(image.number) },
    height !== null && width !== null && { name: 'Original', value: `${count(width)}×${count(height)}` },
    size !== null && { name: 'File', value: bytes(size) },
    { name: 'Stored', value: pictureSize(recipe) },
    conversion !== null && { name: 'Converted', value: conversion },
    { name: 'Hash', value: <code className={classes.hash}>{hash}</code> },
  ]
  return facts.filter(fact => fact !== false)
}
