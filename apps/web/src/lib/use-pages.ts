import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { type CombinedError, createRequest } from '@urql/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useClient } from 'urql'
import { pipe, subscribe } from 'wonka'
import { arrange, type Held, hold } from './hold-order'

interface Page<Row> {
  nodes: Row[]
  totalCount: number
  pageInfo: { endCursor: string | null; hasNextPage: boolean }
}

interface Read<P> {
  /** Of which list the pages are: those of the one before stand until the first of the next has come. */
  key: string
  pages: P[]
  held: Held[]
  error?: CombinedError | undefined
}

const FIRST: readonly (string | null)[] = [null]

/**
 * A list read page by page, live, its rows at their places: what has come since is counted as `news` and shown by `renew`. `pageOf` picks the
 * page out of an answer and is a constant.
 */
export function usePages<Data, Variables extends { after?: string | null }, P extends Page<{ id: string }>>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  pageOf: (data: Data) => P | undefined,
) {
  const client = useClient()
  const [round, setRound] = useState(0)
  const content = JSON.stringify(variables)
  const key = `${round} ${content}`
  const [cursors, setCursors] = useState({ key, list: FIRST })
  const list = cursors.key === key ? cursors.list : FIRST
  const [read, setRead] = useState<Read<P>>({ key: '', pages: [], held: [] })

  // Pages that are there stay subscribed while further ones are read.
  const subscriptions = useRef<{ unsubscribe: () => void }[]>([])
  useEffect(() => {
    const close = () => {
      for (const { unsubscribe } of subscriptions.current.splice(0)) unsubscribe()
    }
    return close
  }, [client, query, key, pageOf])
  useEffect(() => {
    for (const [i, after] of list.entries()) {
      if (subscriptions.current[i]) continue
      const request = createRequest(query, { ...JSON.parse(content), after } as Variables)
      subscriptions.current[i] = pipe(
        client.executeQuery(request, { requestPolicy: 'cache-and-network' }),
        subscribe(({ data, error, stale }) =>
          setRead(now => received(now, key, i, data && pageOf(data), stale, error)),
        ),
      )
    }
  }, [client, query, content, key, list, pageOf])

  const { rows, news } = useMemo(
    () =>
      arrange<P['nodes'][number]>(
        read.pages.map(({ nodes }) => nodes),
        read.held,
      ),
    [read],
  )
  const end = read.pages.at(-1)?.pageInfo
  return {
    first: read.pages[0],
    rows,
    news,
    error: read.error,
    isReading: read.key !== key,
    hasMore: end?.hasNextPage ?? false,
    more: () => end?.endCursor && setCursors({ key, list: [...list, end.endCursor] }),
    renew: () => setRound(round + 1),
  }
}

function received<P extends Page<{ id: string }>>(
  now: Read<P>,
  key: string,
  i: number,
  page: P | undefined,
  isStale: boolean,
  error: CombinedError | undefined,
): Read<P> {
  if (!page) return { ...now, error }
  const { pages, held }: Pick<Read<P>, 'pages' | 'held'> = now.key === key ? now : { pages: [], held: [] }
  // A page that comes before the ones in front of it waits for them.
  if (i > pages.length) return now
  const ids = page.nodes.map(({ id }) => id)
  return { key, pages: put(pages, i, page), held: put(held, i, hold(held[i], ids, isStale)), error }
}

const put = <T>(list: readonly T[], i: number, value: T): T[] => [...list.slice(0, i), value, ...list.slice(i + 1)]
