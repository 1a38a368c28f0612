import { useEffect, useMemo, useRef, useState } from 'react'
import type { Folded } from './fold'
import type { Layout } from './layout'
import { layoutInput } from './sizes'

interface Laid {
  key: string
  folded: Folded
  layout: Layout
}

interface Answer {
  key: string
  layout: Layout
}

/**
 * What is drawn with the places of its nodes, computed beside the page. While the next is computed the one before stands; what changes
 * nothing but the words in the nodes shows at once.
 */
export function useLayout(folded: Folded): { laid: Laid | undefined; hasFailed: boolean } {
  const { key, input } = useMemo(() => {
    const input = layoutInput(folded)
    return { key: JSON.stringify(input), input }
  }, [folded])
  const [answer, setAnswer] = useState<Answer>()
  const [hasFailed, setFailed] = useState(false)
  const worker = useRef<Worker>(undefined)

  useEffect(() => {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
    made.addEventListener('message', ({ data }: MessageEvent<Answer>) => setAnswer(data))
    made.addEventListener('error', () => setFailed(true))
    worker.current = made
    return () => made.terminate()
  }, [])
  useEffect(() => worker.current?.postMessage({ key, input }), [key, input])

  const last = useRef<Laid>(undefined)
  const laid = useMemo(() => {
    if (answer?.key === key) last.current = { ...answer, folded }
    return last.current
  }, [answer, key, folded])
  return { laid, hasFailed }
}
