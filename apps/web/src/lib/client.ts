import { Client, fetchExchange, subscriptionExchange } from '@urql/core'
import { createClient } from 'graphql-ws'
import { byHashExchange } from './by-hash-exchange'
import { cache } from './cache'
import { makeConnection } from './connection'
import { refetchExchange } from './refetch-exchange'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 8_000

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** One origin: the address of the page is the address of everything. */
export function makeClient() {
  const connection = makeConnection()
  const socket = createClient({
    url: () => new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: attempt => pause(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 8))),
    on: {
      connected: () => connection.set('open'),
      closed: () => connection.set('lost'),
    },
  })
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      refetchExchange(connection),
      cache(),
      // Behind the cache, which forwards documents in a form of its own and without what was said of them.
      byHashExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables, extensions }) => ({
          subscribe: sink => ({ unsubscribe: socket.subscribe({ query, variables, extensions }, sink) }),
        }),
      }),
      fetchExchange,
    ],
  })
  return { client, connection }
}
