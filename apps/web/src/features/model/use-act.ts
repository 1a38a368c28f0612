import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { useAnnounce } from '../../ui/announcer'

interface Answer {
  result: { __typename: string; message?: string; remedy?: string | null }
}

/** Sends one mutation; a refusal is announced in its own words. */
export function useAct() {
  const client = useClient()
  const announce = useAnnounce()
  const [isBusy, setBusy] = useState(false)

  const send = async <T extends Answer, V extends object>(document: TypedDocumentNode<T, V>, variables: V) => {
    const { data, error } = await client.mutation(document, variables as never).toPromise()
    if (error) return { text: error.message }
    if (data?.result.__typename === 'Refusal')
      return { text: data.result.message ?? '', detail: data.result.remedy ?? '' }
    return undefined
  }

  const act = async <T extends Answer, V extends object>(document: TypedDocumentNode<T, V>, variables: V) => {
    setBusy(true)
    const refused = await send(document, variables)
    setBusy(false)
    if (refused) announce(refused)
    return refused === undefined
  }

  return { act, send, isBusy, announce }
}
