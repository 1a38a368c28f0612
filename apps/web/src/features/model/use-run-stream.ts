import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useClient } from 'urql'
import { append, forgetBeyond, fromViews, type SeriesByName } from '../../charts/prepare-series'
import type { RunPointsQuery, RunStreamSubscription } from '../../gql/graphql'
import { useReconnect } from '../shell'
import { pointsDocument, runStreamDocument } from './model.graphql'

type Message = RunStreamSubscription['runStream']
export type LogLine = Message['lines'][number]

interface Shown {
  series: SeriesByName
  iterationsPerEpoch: number
  lines: LogLine[]
  isLoaded: boolean
  error?: string
}

const NOTHING: Shown = { series: {}, iterationsPerEpoch: 0, lines: [], isLoaded: false }
/** Longer series are read again as a view, which keeps peaks and has at most 4,000 values. */
const COMPACT_BEYOND = 8_000
const LINES_KEPT = 2_000

function take(shown: Shown, { supersedesFrom, points, lines }: Message): Shown {
  const base = supersedesFrom === null ? shown.series : forgetBeyond(shown.series, supersedesFrom)
  const last = shown.lines.at(-1)?.number ?? -1
  const fresh = lines.filter(({ number }) => number > last)
  return {
    ...shown,
    series: points.length > 0 || supersedesFrom !== null ? append(base, points) : base,
    lines: fresh.length > 0 ? [...shown.lines, ...fresh].slice(-LINES_KEPT) : shown.lines,
  }
}

/** Series and log of a run: read once, then appended to as they are told; read again after a lost connection. */
export function useRunStream(id: string) {
  const client = useClient()
  const [shown, setShown] = useState(NOTHING)
  const waiting = useRef<Message[] | undefined>(undefined)

  const load = useCallback(async () => {
    // What arrives while the view is read is kept, so that nothing falls between the two.
    const kept: Message[] = []
    waiting.current = kept
    const { data, error } = await client.query(pointsDocument, { id }, { requestPolicy: 'network-only' }).toPromise()
    if (waiting.current !== kept) return
    waiting.current = undefined
    setShown(before => kept.reduce(take, readView(data) ?? { ...before, error: error?.message }))
  }, [client, id])

  useEffect(() => {
    setShown(NOTHING)
    let isListening = false
    const stream = client.subscription(runStreamDocument, { id }).subscribe(({ data }) => {
      if (!data) return
      // The first message proves that the stream is open: what was said before it opened is read once more.
      if (!isListening) {
        isListening = true
        void load()
      }
      if (waiting.current) waiting.current.push(data.runStream)
      else setShown(now => take(now, data.runStream))
    })
    void load()
    return () => stream.unsubscribe()
  }, [client, id, load])

  useReconnect(useCallback(() => void load(), [load]))

  const longest = useMemo(() => Math.max(0, ...Object.values(shown.series).map(one => one.max.length)), [shown.series])
  useEffect(() => {
    if (longest > COMPACT_BEYOND) void load()
  }, [longest, load])

  return { ...shown, reload: load }
}

function readView(data: RunPointsQuery | undefined): Shown | undefined {
  if (data?.node?.__typename !== 'Run') return undefined
  const { points, log } = data.node
  return {
    series: fromViews(points.series),
    iterationsPerEpoch: points.iterationsPerEpoch,
    lines: log.lines,
    isLoaded: true,
  }
}
