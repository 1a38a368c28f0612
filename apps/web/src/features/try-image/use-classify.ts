import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import type { ClassifyMutation } from '../../gql/graphql'
import { useProject } from '../shell'
import { classifyDocument, createUploadDocument } from './try-image.graphql'

export type Answer = Extract<ClassifyMutation['classify'], { __typename: 'Classification' }>

interface Outcome {
  answer?: Answer
  fault?: { message: string; remedy?: string | null }
}

const LIMIT_BYTES = 64 * 2 ** 20

/** The chosen picture, and what the chosen snapshot says about it; another snapshot is asked about the same upload. */
export function useClassify(snapshotId: string | undefined) {
  const client = useClient()
  const project = useProject()
  const [picture, setPicture] = useState<{ file: File; url: string }>()
  const [outcome, setOutcome] = useState<Outcome>({})
  const [isBusy, setBusy] = useState(false)
  const upload = useRef<{ file: File; id: string }>(undefined)

  const give = (file: File) => {
    setOutcome({})
    setPicture(before => {
      if (before) URL.revokeObjectURL(before.url)
      return { file, url: URL.createObjectURL(file) }
    })
  }

  const file = picture?.file
  useEffect(() => {
    if (!file || !snapshotId) return
    let isStale = false
    const uploaded = async () => {
      if (upload.current?.file === file) return upload.current.id
      if (file.size > LIMIT_BYTES) throw new Error('The file is larger than 64 MiB.')
      const { data, error } = await client.mutation(createUploadDocument, { projectId: project.id }).toPromise()
      if (!data) throw error ?? new Error('No room was given for the upload.')
      const sent = await fetch(data.createUpload.url, { method: 'PUT', body: file })
      if (!sent.ok) throw new Error(`The upload was refused (${sent.status}).`)
      upload.current = { file, id: data.createUpload.id }
      return data.createUpload.id
    }
    const ask = async (): Promise<Outcome> => {
      const { data, error } = await client
        .mutation(classifyDocument, { snapshotId, uploadId: await uploaded() })
        .toPromise()
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
  }, [client, project.id, file, snapshotId])

  return { picture, give, isBusy, ...outcome }
}
