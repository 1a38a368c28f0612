import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from './actor.js'
import { AppError } from './errors.js'

const storage = new AsyncLocalStorage<Actor>()

/** Runs `work` on behalf of `actor`; everything it calls can ask `currentActor`, and its log lines carry the request id. */
export const actingAs = <T>(actor: Actor, work: () => T): T => storage.run(actor, work)

/** For what a request sets off and does not wait for: rounds and sweeps are nobody's, and cost nobody. */
export const actingAsNobody = <T>(work: () => T): T => storage.exit(work)

export const actorIfAny = (): Actor | undefined => storage.getStore()

export function currentActor(): Actor {
  const actor = storage.getStore()
  if (!actor) throw new AppError('unauthenticated', 'No signed actor for this call.')
  return actor
}

/** The actor of a service acting by itself, in a project: sweeps, reconcilers, facts. */
export const serviceActor = (service: string, project: string, requestId: string): Actor => ({
  actor: `service:${service}`,
  project,
  role: 'service',
  requestId,
})
