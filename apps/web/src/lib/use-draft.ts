import { useCallback, useEffect, useState } from 'react'

/** What was typed into a form outlives a reload and a wrong click, for as long as the tab lives. */
export function useDraft<T extends object>(key: string, initial: T) {
  const [draft, setDraft] = useState(initial)
  useEffect(() => {
    const kept = sessionStorage.getItem(key)
    if (kept) setDraft(now => ({ ...now, ...JSON.parse(kept) }))
  }, [key])
  const change = useCallback(
    (part: Partial<T>) =>
      setDraft(now => {
        const next = { ...now, ...part }
        sessionStorage.setItem(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  const forget = useCallback(() => sessionStorage.removeItem(key), [key])
  return { draft, change, forget }
}
