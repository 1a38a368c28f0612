import { usePathname, useSearchParams } from 'next/navigation'
import { readView, type View, writeView } from './view'

export function useView(): [View, (part: Partial<View>) => void] {
  const path = usePathname()
  const view = readView(useSearchParams())
  // The address alone changes: there is nothing on the server to be asked for.
  return [view, part => history.replaceState(null, '', path + writeView({ ...view, ...part }))]
}
