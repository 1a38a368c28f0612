import { useDebouncedValue } from '@mantine/hooks'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { readView, type View, writeView } from './view'

const PAUSE_MS = 200

/** What is searched for and how it is sorted, kept in the address so that it can be sent to a colleague. */
export function useView() {
  const path = usePathname()
  const params = useSearchParams()
  const view = useMemo(() => readView(params), [params])
  const change = useCallback(
    // The address alone changes: there is nothing on the server to be asked for.
    (part: Partial<View>) => history.replaceState(null, '', path + writeView({ ...view, ...part })),
    [path, view],
  )
  const [typed, setTyped] = useState(view.search)
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS)
  useEffect(() => {
    if (settled !== view.search) change({ search: settled })
  }, [settled, view.search, change])
  return { view, change, typed, setTyped }
}
