'use client'

import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { useAnnounce } from '../../ui/announcer'

type Answer = { result: { __typename: string } }
type Refused = { message?: string; remedy?: string | null }

/** Sends one change and reads the page again; a refusal is announced in its own words. */
export function useChange(again: () => void) {
  const client = useClient()
  const announce = useAnnounce()
  const [isBusy, setBusy] = useState(false)

  /** The result, or undefined when it was refused. */
  async function change<T extends Answer, V extends object>(document: TypedDocumentNode<T, V>, variables: V) {
    setBusy(true)
    const { data, error } = await client.mutation(document, variables as never).toPromise()
    setBusy(false)
    if (error) announce({ text: error.graphQLErrors[0]?.message ?? error.message })
    const refused = data?.result.__typename === 'Refusal' ? (data.result as Refused) : undefined
    if (refused) announce({ text: refused.message ?? '', detail: refused.remedy ?? '' })
    if (error || refused) return undefined
    again()
    return data?.result as Exclude<T['result'], { __typename: 'Refusal' }>
  }

  return { change, isBusy, announce }
}
