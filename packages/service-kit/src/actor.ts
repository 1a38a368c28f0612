import { createHmac, timingSafeEqual } from 'node:crypto'

export type Role = 'viewer' | 'editor' | 'admin' | 'service'

/** On whose behalf a call is made, in which project, with which right, as part of which request. */
export interface Actor {
  actor: string
  project: string
  role: Role
  requestId: string
}

/** Longest life of a signature: a call is answered within seconds, a queued step within a day. */
const LIFETIME_MS = 24 * 60 * 60 * 1000

const mac = (key: string, body: string) => createHmac('sha256', key).update(body).digest('base64url')

/** `<base64url JSON>.<HMAC-SHA256>`; travels as gRPC metadata `fovea-actor` and in queue payloads. */
export function signActor(key: string, actor: Actor, nowMs: number): string {
  const body = Buffer.from(JSON.stringify({ ...actor, expires: nowMs + LIFETIME_MS })).toString('base64url')
  return `${body}.${mac(key, body)}`
}

/** The signed actor, or undefined when the text is not one of ours, was changed, or is too old. */
export function verifyActor(key: string, signed: string | undefined, nowMs: number): Actor | undefined {
  const [body, signature, ...rest] = (signed ?? '').split('.')
  if (!body || !signature || rest.length > 0) return undefined
  const expected = Buffer.from(mac(key, body))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
  const { expires, actor, project, role, requestId } = JSON.parse(Buffer.from(body, 'base64url').toString())
  return expires > nowMs ? { actor, project, role, requestId } : undefined
}

const RANK: Record<Role, number> = { viewer: 0, editor: 1, admin: 2, service: 3 }

/** Whether a role includes the rights of another. */
export const hasRole = (actor: Actor, needed: Role) => RANK[actor.role] >= RANK[needed]
