import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Looks again and again until something is found; what cannot be looked at (a server that is away) is looked at again.
 * @throws after `seconds`, with the last reason
 */
export async function until<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | undefined | false>,
  everyMs = 50,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  let trouble: unknown
  for (;;) {
    try {
      const found = await look()
      if (found !== undefined && found !== false) return found
      trouble = undefined
    } catch (error) {
      trouble = error
    }
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`, { cause: trouble })
    await sleep(everyMs)
  }
}
