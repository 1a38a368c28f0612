import { useEffect, useState } from 'react'

export type Checker = typeof import('./checker')

/** netspec, a fifth of what a page may bring, once it is there: the page stands before. Where it cannot be read, the page says so. */
export function useChecker(): Checker | undefined {
  const [read, setRead] = useState<{ checker: Checker } | { error: unknown }>()
  useEffect(() => {
    import('./checker').then(
      ({ checkText, fitOf, memoryWords }) => setRead({ checker: { checkText, fitOf, memoryWords } }),
      (error: unknown) => setRead({ error }),
    )
  }, [])
  if (read && 'error' in read) throw read.error
  return read?.checker
}
