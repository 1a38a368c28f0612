import { useEffect } from 'react'

/** The tab's title, so that long work can be watched from another tab. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · Fovea`
  }, [title])
}
