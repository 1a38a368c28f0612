import { useMemo } from 'react'

/** The same input sent twice, by a double click or after a lost answer, makes one thing; another input another. */
export function useIdempotencyKey(input: unknown): string {
  const content = JSON.stringify(input)
  return useMemo(
    () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join(''),
    [content],
  )
}
