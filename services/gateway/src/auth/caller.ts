import type { IncomingMessage } from 'node:http'
import { type Actor, AppError, type Role as KitRole } from '@fovea/service-kit'

export type Role = Exclude<KitRole, 'service'>

export interface Project {
  id: string
  handle: string
  name: string
}

/** Who asks, and what that one may do in the project of this request (docs/decisions/0017). */
export interface Caller {
  kind: 'local' | 'account' | 'token' | 'guest'
  /** Stands on rows as who made them. */
  name: string
  /** Of a person who signed in, and of the maker of a token. */
  account?: string
  /** May make projects, and is an admin in all of them. */
  isAdministrator: boolean
  /** Absent: the request names a project in which this one is nobody. */
  right?: { project: Project; role: Role }
  /** The one run that a guest may see. */
  run?: string
}

const callers = new WeakMap<IncomingMessage, Caller>()

/** The front door says who sent a request; everything behind it asks here. */
export const setCaller = (request: IncomingMessage, caller: Caller) => callers.set(request, caller)

export const callerIfAny = (request: IncomingMessage): Caller | undefined => callers.get(request)

export function callerOf(request: IncomingMessage): Caller {
  const caller = callers.get(request)
  if (!caller) throw new AppError('unauthenticated', 'Nobody is signed in.', 'Sign in, or send an API token.')
  return caller
}

const NO_PROJECT = ''

/** As whom the services are called. A guest is a viewer there: what he may ask is bounded before (`guest.ts`). */
export const actorOf = ({ name, right }: Caller, requestId: string): Actor => ({
  actor: name,
  project: right?.project.id ?? NO_PROJECT,
  role: right?.role ?? 'viewer',
  requestId,
})

const RANK: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 }

export const atLeast = (role: Role, needed: Role) => RANK[role] >= RANK[needed]

/** The smaller of two roles. */
export const lesser = (a: Role, b: Role): Role => (atLeast(a, b) ? b : a)
