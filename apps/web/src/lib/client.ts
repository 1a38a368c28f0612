import { Client, fetchExchange, subscriptionExchange } from '@urql/core'
import { createClient } from 'graphql-ws'
import { byHashExchange } from './by-hash-exchange'
import { cache } from './cache'
import { makeConnection } from './connection'
import { refetchExchange } from './refetch-exchange'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 8_000

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

interface Choice {
  /** Handle of the project that every request is about. */
  project?: string
  /** A guest's secret, in place of the session's cookie. */
  guest?: string
}

const FORBIDDEN = 4403

/** Whoever is not signed in, or no longer, goes to the sign-in page and comes back here. */
export function goToSignIn() {
  const here = location.pathname + location.search
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`)
}

/** One origin: the address of the page is the address of everything. */
export function makeClient({ project, guest }: Choice = {}) {
  const authorization = guest && `Bearer ${guest}`
  const lost = () => {
    if (!guest) goToSignIn()
  }
  const connection = makeConnection()
  const socket = createClient({
    url: () => new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: { ...(project ? { project } : {}), ...(authorization ? { authorization } : {}) },
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: attempt => pause(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 8))),
    on: {
      connected: () => connection.set('open'),
      closed: event => {
        connection.set('lost')
        if ((event as CloseEvent).code === FORBIDDEN) lost()
      },
    },
  })
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: {
      headers: { ...(project ? { 'x-fovea-project': project } : {}), ...(authorization ? { authorization } : {}) },
    },
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      if (response.status === 401) lost()
      return response
    },
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
