import { hostname, networkInterfaces } from 'node:os'
import { isLoopback } from './local.js'

export interface Caller {
  host: string | undefined
  origin: string | undefined
  method?: string
  /** `Sec-Fetch-Site`, which pages cannot forge. */
  site?: string | string[]
}

/**
 * Why a request may not pass, or undefined. A page elsewhere must not drive a platform that knows its people by a cookie, or signs them in by itself:
 * the Host must be a name of ours (which stops DNS rebinding), and an Origin, where the browser sends one, the same host.
 */
export function refusalOf({ host, origin, method = 'GET', site }: Caller, allowedHosts: string[]): string | undefined {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!LOOPBACK_NAMES.has(name) && !allowedHosts.includes(name)) {
    return `This platform is not reached as "${host ?? ''}". Use http://localhost, or name the host in FOVEA_ALLOWED_HOSTS.`
  }
  if (origin !== undefined && hostOf(origin) !== host) return `A page of ${origin} may not use this platform.`
  if (!['GET', 'HEAD'].includes(method) && (site === 'cross-site' || site === 'same-site'))
    return 'A page elsewhere may not use this platform.'
  return undefined
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Undefined for `null` and other origins without a host. */
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)

const asHost = (address: string) => (address.includes(':') ? `[${address}]` : address)

/** Names under which a port that listens on `host` is reached: its own, or those of this machine where it listens on all of them. */
export function namesOf(host: string): string[] {
  if (isLoopback(host)) return []
  if (host !== '0.0.0.0' && host !== '::') return [asHost(host.toLowerCase())]
  const addresses = Object.values(networkInterfaces()).flatMap(list => (list ?? []).map(({ address }) => address))
  return [hostname().toLowerCase(), ...addresses.map(asHost)]
}
