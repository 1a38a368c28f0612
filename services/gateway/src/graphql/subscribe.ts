import type { Redis } from 'ioredis'

/** Messages held for a reader that is slow; beyond that the oldest go, and the reader catches up with its next query. */
const BACKLOG = 256

/** What is published on a channel, decoded, until the reader leaves. */
export async function* messagesOf<T>(redis: Redis, channel: string): AsyncGenerator<T> {
  const connection = redis.duplicate()
  const waiting: T[] = []
  let wake: (() => void) | undefined
  connection.on('message', (_, text: string) => {
    waiting.push(JSON.parse(text) as T)
    if (waiting.length > BACKLOG) waiting.shift()
    wake?.()
  })
  try {
    await connection.subscribe(channel)
    for (;;) {
      const next = waiting.shift()
      if (next !== undefined) yield next
      else
        await new Promise<void>(resolve => {
          wake = resolve
        })
    }
  } finally {
    connection.disconnect()
  }
}
