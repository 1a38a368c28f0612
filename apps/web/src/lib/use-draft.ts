import { useCallback, useEffect, useState } from 'react'

const NONE: readonly never[] = []

/** What was typed into a form outlives a reload and a wrong click, for as long as the tab lives; secrets and whole files, named in `unkept`, do not. */
export function useDraft<T extends object>(key: string, initial: T, unkept: readonly (keyof T)[] = NONE) {
  const [draft, setDraft] = useState(initial)
  useEffect(() => {
    const kept = sessionStorage.getItem(key)
    if (kept) setDraft(now => ({ ...now, ...JSON.parse(kept) }))
  }, [key])
  const change = useCallback(
    (part: Partial<T>) =>
      setDraft(now => {
        const next = { ...now, ...part }
        sessionStorage.setItem(
          key,
          JSON.stringify(next, (name, value) => (unkept.includes(name as keyof T) ? undefined : value)),
        )
        return next
      }),
    [key, unkept],
  )
  const forget = useCallback(() => sessionStorage.removeItem(key), [key])
  return { draft, change, forget }
}
