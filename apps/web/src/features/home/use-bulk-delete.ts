import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { counted } from '../../lib/format'
import { useAnnounce } from '../../ui/announcer'

interface Answer {
  results: { __typename: string; message?: string; remedy?: string | null }[]
}
type Bulk = TypedDocumentNode<Answer, { ids: string[] }>

const UNDO_SECONDS = 60

/** Deletes many rows at once, says what was deleted and what was not, and takes it back for a minute. `onChange` is called after each. */
export function useBulkDelete(remove: Bulk, restore: Bulk, what: string, onChange: () => void) {
  const client = useClient()
  const announce = useAnnounce()
  const [isBusy, setBusy] = useState(false)

  const send = async (document: Bulk, ids: string[]) => {
    const { data, error } = await client.mutation(document, { ids }).toPromise()
    onChange()
    const results = data?.results ?? []
    return {
      done: ids.filter((_, i) => results[i] && results[i].__typename !== 'Refusal'),
      refusals: results.filter(({ __typename }) => __typename === 'Refusal'),
      failure: error?.message,
    }
  }

  const deleteAll = async (ids: string[]) => {
    setBusy(true)
    const { done, refusals, failure } = await send(remove, ids)
    setBusy(false)
    const [first] = refusals
    const others = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : ''
    const detail = failure ?? (first ? `${first.message}${others} ${first.remedy ?? ''}` : '')
    if (done.length === 0) return announce({ text: `No ${what} was deleted.`, detail })
    announce({
      text: `${counted(done.length, what)} deleted.`,
      detail,
      seconds: UNDO_SECONDS,
      undo: async () => {
        const back = await send(restore, done)
        return back.failure ?? back.refusals[0]?.message
      },
    })
  }
  return { deleteAll, isBusy }
}
