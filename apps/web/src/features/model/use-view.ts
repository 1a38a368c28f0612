import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { parseView, type View, writeView } from './view'

/** How the charts are looked at; in the address, so that a colleague sees the same. */
export function useView(): [View, (part: Partial<View>) => void] {
  const parameters = useSearchParams()
  const view = parseView(parameters)
  const change = useCallback((part: Partial<View>) => {
    const { pathname, search } = location
    const now = new URLSearchParams(search)
    const next = writeView(now, { ...parseView(now), ...part })
    history.replaceState(null, '', next.size > 0 ? `${pathname}?${next}` : pathname)
  }, [])
  return [view, change]
}
