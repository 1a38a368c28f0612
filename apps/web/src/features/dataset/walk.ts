/** Where a key leads from picture `at` of a grid; `next` and `previous` are pages; undefined where it leads nowhere. */
export function walk(
  key: string,
  at: number,
  count: number,
  columns: number,
): number | 'next' | 'previous' | undefined {
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: count - 1,
  }
  if (key === 'PageDown') return 'next'
  if (key === 'PageUp') return 'previous'
  const to = steps[key]
  if (to === undefined) return undefined
  if (to >= 0 && to < count) return to
  if (key === 'ArrowRight') return 'next'
  if (key === 'ArrowLeft') return 'previous'
  // The last row may be shorter than the one above it.
  if (key === 'ArrowDown' && Math.floor(at / columns) < Math.floor((count - 1) / columns)) return count - 1
  return undefined
}
