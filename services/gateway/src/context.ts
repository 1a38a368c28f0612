import type { Actor, ObjectStore } from '@fovea/service-kit'
import type { Redis } from 'ioredis'
import type { Accounts } from './accounts/accounts.module.js'
import type { Caller } from './auth/caller.js'
import type { Clients } from './clients.js'
import type { Loaders } from './graphql/loaders.js'

/** What a resolver has in hand: who asks, the services on that one's behalf, and this request's loaders. */
export interface RequestContext {
  caller: Caller
  /** The same as the services see it: in one project. */
  actor: Actor
  clients: Clients
  loaders: Loaders
  redis: Redis
  /** Signs URLs for the host under which this browser sees the platform. */
  objects: ObjectStore
  accounts: Accounts
  /** Network address of who sent the request. */
  address: string
}
