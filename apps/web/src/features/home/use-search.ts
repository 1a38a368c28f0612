import { useDebouncedValue } from '@mantine/hooks'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

const PAUSE_MS = 200

/** What is searched for, kept in the address so that it can be sent to a colleague. */
export function useSearch() {
  const router = useRouter()
  const path = usePathname()
  const given = useSearchParams().get('q') ?? ''
  const [search, setSearch] = useState(given)
  const [settled] = useDebouncedValue(search.trim(), PAUSE_MS)
  useEffect(() => {
    if (settled !== given)
      router.replace(settled ? `${path}?q=${encodeURIComponent(settled)}` : path, { scroll: false })
  }, [settled, given, path, router])
  return { search, setSearch, asked: settled || null }
}
