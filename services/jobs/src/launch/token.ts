import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a worker proves itself with: worth this attempt alone, worked out from the key and stored nowhere. */
export const tokenOf = (key: string, attempt: string): string =>
  createHmac('sha256', key).update(`attempt ${attempt}`).digest('base64url')

export function isTokenOf(key: string, attempt: string, given: string): boolean {
  const expected = Buffer.from(tokenOf(key, attempt))
  const offered = Buffer.from(given)
  return expected.length === offered.length && timingSafeEqual(expected, offered)
}
