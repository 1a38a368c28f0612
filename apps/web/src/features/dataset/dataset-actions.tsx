'use client'

import { Button } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useClient } from 'urql'
import { bytes, counted } from '../../lib/format'
import { useAnnounce } from '../../ui/announcer'
import { Confirm } from '../../ui/confirm'
import { useProject } from '../shell'
import { isBuilding } from '../states'
import { abortDatasetDocument, deleteDatasetDocument, restoreDatasetDocument } from './dataset.graphql'
import type { Dataset } from './types'

const UNDO_SECONDS = 60

type Result = { __typename: string; message?: string; remedy?: string | null; names?: string[] } | undefined

const refusalIn = (result: Result, error?: Error) => {
  if (error) return { text: error.message }
  if (result?.__typename !== 'Refusal') return undefined
  const names = result.names?.length ? ` (${result.names.join(', ')})` : ''
  return { text: `${result.message ?? ''}${names}`, detail: result.remedy ?? '' }
}

export function DatasetActions({ dataset }: { dataset: Dataset }) {
  const client = useClient()
  const project = useProject()
  const router = useRouter()
  const announce = useAnnounce()
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { id, name, diskBytes, counts } = dataset
  const total = counts.reduce((sum, split) => sum + split.total, 0)

  const abort = async () => {
    setBusy(true)
    const { data, error } = await client.mutation(abortDatasetDocument, { id }).toPromise()
    setBusy(false)
    const refused = refusalIn(data?.result, error)
    if (refused) announce(refused)
  }

  const restore = async () => {
    const { data, error } = await client.mutation(restoreDatasetDocument, { id }).toPromise()
    return refusalIn(data?.result, error)?.text
  }

  const remove = async () => {
    setBusy(true)
    const { data, error } = await client.mutation(deleteDatasetDocument, { id }).toPromise()
    setBusy(false)
    setAsked(false)
    const refused = refusalIn(data?.result, error)
    if (refused) return announce(refused)
    router.push(project.home)
    announce({ text: `Deleted the dataset ${name}.`, seconds: UNDO_SECONDS, undo: restore })
  }

  return (
    <>
      <Button component={Link} href={project.datasetLike(id)} variant="default">
        Clone
      </Button>
      {isBuilding(dataset.state) ? (
        <Button variant="default" onClick={abort} loading={isBusy}>
          Abort build
        </Button>
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          Delete
        </Button>
      )}
      <Confirm
        title={`Delete ${name}?`}
        action="Delete dataset"
        isOpen={isAsked}
        isBusy={isBusy}
        onConfirm={remove}
        onClose={() => setAsked(false)}
      >
        {total > 0
          ? `Its ${counted(total, 'stored image')}${diskBytes > 0 ? ` (${bytes(diskBytes)})` : ''} go with it. `
          : ''}
        {dataset.source.kind === 'UPLOAD' ? '' : 'What it was made from stays as it is. '}The dataset can be brought
        back for a minute.
      </Confirm>
    </>
  )
}
