import type { Redis } from 'ioredis'

/** Messages held for a reader that is slow; beyond that the oldest go, and the reader catches up with its next query. */
const BACKLOG = 256

/**
 * What is published on a channel, decoded. Not an async generator: one of those cannot be ended while it waits, and a reader who leaves a quiet
 * channel would leave its connection behind.
 */
export function messagesOf<T>(redis: Redis, channel: string): AsyncIterableIterator<T> {
  const connection = redis.duplicate()
  const waiting: T[] = []
  const readers: ((result: IteratorResult<T>) => void)[] = []
  let isOpen = true
  connection.on('error', () => {
    // The connection comes back by itself; the kit's own connection logs that Redis is away.
  })
  connection.on('message', (_, text: string) => {
    const value = JSON.parse(text) as T
    const reader = readers.shift()
    if (reader) return reader({ value, done: false })
    waiting.push(value)
    if (waiting.length > BACKLOG) waiting.shift()
  })
  const subscribed = connection.subscribe(channel)
  subscribed.catch(() => {
    // Told to whoever reads. A reader may be gone before the channel is open, and then nobody is left to be told.
  })

  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      await subscribed
      const value = waiting.shift()
      if (value !== undefined) return { value, done: false }
      if (!isOpen) return { value: undefined, done: true }
      return new Promise(resolve => readers.push(resolve))
    },
    async return() {
      isOpen = false
      connection.disconnect()
      for (const reader of readers.splice(0)) reader({ value: undefined, done: true })
      return { value: undefined, done: true }
    },
  }
}
