import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import type { ClassifyMutation } from '../../gql/graphql'
import { useProject } from '../shell'
import { classifyDocument, createUploadDocument, fetchUploadDocument } from './try-image.graphql'

export type Answer = Extract<ClassifyMutation['classify'], { __typename: 'Classification' }>

/** What was given: a file of this computer's, or the address of a picture elsewhere, which the platform fetches. */
export type Given = { file: File } | { address: string }

export interface Picture {
  given: Given
  name: string
  /** Shows it as given; undefined while it is being fetched, or where browsers cannot show it. */
  url: string | undefined
}

interface Outcome {
  answer?: Answer
  fault?: { message: string; remedy?: string | null }
}

const LIMIT_BYTES = 64 * 2 ** 20

/** The picture that was given, and what the chosen snapshot says about it; another snapshot is asked about the same upload. */
export function useClassify(snapshotId: string | undefined) {
  const client = useClient()
  const project = useProject()
  const [picture, setPicture] = useState<Picture>()
  const [outcome, setOutcome] = useState<Outcome>({})
  const [isBusy, setBusy] = useState(false)
  const upload = useRef<{ given: Given; id: string }>(undefined)

  const give = (given: Given) => {
    setOutcome({})
    setPicture(before => {
      if (before && 'file' in before.given && before.url) URL.revokeObjectURL(before.url)
      return 'file' in given
        ? { given, name: given.file.name, url: URL.createObjectURL(given.file) }
        : { given, name: given.address, url: undefined }
    })
  }

  const given = picture?.given
  useEffect(() => {
    if (!given || !snapshotId) return
    let isStale = false

    const send = async (file: File): Promise<string> => {
      if (file.size > LIMIT_BYTES) throw new Error('The file is larger than 64 MiB.')
      const { data, error } = await client.mutation(createUploadDocument, { projectId: project.id }).toPromise()
      if (!data) throw error ?? new Error('No room was given for the upload.')
      const sent = await fetch(data.createUpload.url, { method: 'PUT', body: file })
      if (!sent.ok) throw new Error(`The upload was refused (${sent.status}).`)
      return data.createUpload.id
    }
    const fetched = async (address: string): Promise<string | NonNullable<Outcome['fault']>> => {
      const { data, error } = await client
        .mutation(fetchUploadDocument, { projectId: project.id, url: address })
        .toPromise()
      if (!data) throw error ?? new Error('There was no answer.')
      if (data.fetchUpload.__typename === 'Refusal') return data.fetchUpload
      const { id, pictureUrl } = data.fetchUpload
      if (!isStale) setPicture(now => now && { ...now, url: pictureUrl ?? undefined })
      return id
    }
    const ask = async (): Promise<Outcome> => {
      const known = upload.current?.given === given ? upload.current.id : undefined
      const uploaded = known ?? ('file' in given ? await send(given.file) : await fetched(given.address))
      if (typeof uploaded !== 'string') return { fault: uploaded }
      upload.current = { given, id: uploaded }
      const { data, error } = await client.mutation(classifyDocument, { snapshotId, uploadId: uploaded }).toPromise()
      if (!data) throw error ?? new Error('There was no answer.')
      return data.classify.__typename === 'Classification' ? { answer: data.classify } : { fault: data.classify }
    }
    setBusy(true)
    ask()
      .catch((error: Error): Outcome => ({ fault: { message: error.message, remedy: 'Try it again in a moment.' } }))
      .then(next => {
        if (isStale) return
        setOutcome(next)
        setBusy(false)
      })
    return () => {
      isStale = true
    }
  }, [client, project.id, given, snapshotId])

  return { picture, give, isBusy, ...outcome }
}
