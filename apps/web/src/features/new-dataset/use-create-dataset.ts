import { useState } from 'react'
import { useMutation } from 'urql'
import type { CreateDatasetInput } from '../../gql/graphql'
import { useIdempotencyKey } from '../../lib/use-key'
import { type DatasetField, fieldOf } from './draft'
import { createDatasetDocument } from './new-dataset.graphql'

interface Refused {
  content: string
  field: DatasetField | undefined
  message: string
  remedy: string | null
}

/** Creates the dataset; what the server refused stands for as long as the input stays what it refused. */
export function useCreateDataset(input: Omit<CreateDatasetInput, 'idempotencyKey'>, onCreated: (id: string) => void) {
  const [refused, setRefused] = useState<Refused>()
  const [{ fetching, error }, mutate] = useMutation(createDatasetDocument)
  const content = JSON.stringify(input)
  const idempotencyKey = useIdempotencyKey(input)
  const create = async () => {
    const { data } = await mutate({ input: { ...input, idempotencyKey } })
    const result = data?.createDataset
    if (result?.__typename === 'Dataset') onCreated(result.id)
    else if (result)
      setRefused({ content, field: fieldOf(result.field), message: result.message, remedy: result.remedy })
  }
  return { create, isBusy: fetching, error, refusal: refused?.content === content ? refused : undefined }
}
