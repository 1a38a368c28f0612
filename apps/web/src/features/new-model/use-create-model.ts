import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useClient } from 'urql'
import type { CreateModelInput, CreateModelMutation } from '../../gql/graphql'
import { useIdempotencyKey } from '../../lib/use-key'
import { useAnnounce } from '../../ui/announcer'
import { useProject } from '../shell'
import { createModelDocument, startRunDocument } from './new-model.graphql'

export type Refused = Exclude<CreateModelMutation['createModel'], { __typename: 'Model' }>

/** Makes the model, then its first run; what is refused is told, and nothing typed is lost. */
export function useCreateModel(input: Omit<CreateModelInput, 'idempotencyKey'>, onDone: () => void) {
  const client = useClient()
  const project = useProject()
  const router = useRouter()
  const announce = useAnnounce()
  const key = useIdempotencyKey(input)
  const [isBusy, setBusy] = useState(false)
  /** For as long as the input stays what was refused. */
  const [answer, setAnswer] = useState<{ key: string; refused?: Refused; error?: string }>()

  const start = async (model: string) => {
    const { data, error } = await client.mutation(startRunDocument, { modelId: model, key }).toPromise()
    const run = data?.createRun
    if (run?.__typename === 'Refusal') announce({ text: run.message, detail: run.remedy ?? '' })
    else if (run?.__typename === 'NetworkInvalid')
      announce({ text: run.faults[0]?.message ?? '', detail: run.faults[0]?.remedy ?? '' })
    else if (error) announce({ text: `The model is made, its run is not: ${error.message}` })
    onDone()
    router.push(project.model(model))
  }

  const create = async () => {
    setBusy(true)
    const { data, error } = await client
      .mutation(createModelDocument, { input: { ...input, idempotencyKey: key } })
      .toPromise()
    const made = data?.createModel
    if (made?.__typename === 'Model') await start(made.id)
    else setAnswer({ key, refused: made, error: error?.message })
    setBusy(false)
  }

  const current = answer?.key === key ? answer : undefined
  return { create, isBusy, refused: current?.refused, error: current?.error }
}
