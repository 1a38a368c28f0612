import { useCallback, useMemo, useRef, useState } from 'react'

export interface Selection {
  has: (id: string) => boolean
  /** One row; with `isRange`, all from the one last chosen to this. */
  toggle: (id: string, isRange: boolean) => void
  toggleAll: () => void
  clear: () => void
  ids: string[]
  isAll: boolean
}

/** Which of the rows on the page are chosen; rows that go are no longer among them. */
export function useSelection(rows: readonly { id: string }[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const all = useRef<string[]>([])
  all.current = rows.map(({ id }) => id)

  const toggle = useCallback((id: string, isRange: boolean) => {
    const from = isRange && last.current !== undefined ? all.current.indexOf(last.current) : -1
    const to = all.current.indexOf(id)
    last.current = id
    setChosen(before => {
      const next = new Set(before)
      if (from >= 0) for (const one of all.current.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one)
      else if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const clear = useCallback(() => setChosen(new Set()), [])
  const ids = useMemo(() => rows.map(({ id }) => id).filter(id => chosen.has(id)), [rows, chosen])
  const isAll = rows.length > 0 && ids.length === rows.length
  return {
    has: id => chosen.has(id),
    toggle,
    toggleAll: () => setChosen(isAll ? new Set() : new Set(all.current)),
    clear,
    ids,
    isAll,
  }
}
