import type { IncomingHttpHeaders } from 'node:http'
import { kindOf } from '../accounts/secret.js'

/** A header's value where it stands once. */
const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

/** The secret of an `Authorization: Bearer …`; empty for any other scheme, undefined where there is none. */
export function bearerOf(authorization: unknown): string | undefined {
  if (authorization === undefined || authorization === null) return undefined
  const [scheme, secret, ...rest] = String(authorization).trim().split(/\s+/)
  return scheme?.toLowerCase() === 'bearer' && secret && rest.length === 0 ? secret : ''
}

/** A cookie's value by its name. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** Cookies know no ports: two platforms of one machine must not sign each other's people out. */
export const cookieName = (port: number) => `fovea_session_${port}`

/** What a request brings to prove who sends it. A bearer stands before a cookie, and never falls back to it. */
export function secretOf(headers: IncomingHttpHeaders, cookie: string): string | undefined {
  const bearer = bearerOf(headers.authorization)
  if (bearer !== undefined) return bearer
  const session = cookieOf(headers.cookie, cookie)
  return session && kindOf(session) === 'session' ? session : undefined
}

/** Handle of the project that a request is about; undefined = the caller's first one. */
export const projectOf = (headers: IncomingHttpHeaders): string | undefined => one(headers['x-fovea-project'])

/** `Set-Cookie` of a session; of its end with an empty secret. */
export const sessionCookie = (name: string, secret: string, maxAgeSeconds: number, isHttps: boolean) =>
  `${name}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${secret ? maxAgeSeconds : 0}${isHttps ? '; Secure' : ''}`
