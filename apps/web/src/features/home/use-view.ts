import { useDebouncedValue } from '@mantine/hooks'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { readView, type View, writeView } from './view'

const PAUSE_MS = 200

/** What is searched for and how it is sorted, kept in the address so that it can be sent to a colleague. */
export function useView() {
  const path = usePathname()
  const params = useSearchParams()
  const addressed = useMemo(() => readView(params), [params])
  const change = useCallback(
    // The address alone changes: there is nothing on the server to be asked for.
    (part: Partial<View>) => history.replaceState(null, '', path + writeView({ ...addressed, ...part })),
    [path, addressed],
  )
  const [typed, setText] = useState(addressed.search)
  // Written as it is typed: an address that is written later would call back whoever has left for another page by then.
  const setTyped = (text: string) => {
    setText(text)
    change({ search: text.trim() })
  }
  // Lists wait for a pause.
  const [search] = useDebouncedValue(addressed.search, PAUSE_MS)
  const view = useMemo(() => ({ ...addressed, search }), [addressed, search])
  return { view, change, typed, setTyped }
}
