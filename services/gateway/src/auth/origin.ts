const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface Caller {
  host: string | undefined
  origin: string | undefined
}

/**
 * Why a request may not pass, or undefined. A page elsewhere must not drive a platform that signs people in by itself: the Host must be a name of ours
 * (which stops DNS rebinding), and an Origin, where the browser sends one, the same host.
 */
export function refusalOf({ host, origin }: Caller, allowedHosts: string[]): string | undefined {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!LOOPBACK.has(name) && !allowedHosts.includes(name)) {
    return `This platform is not reached as "${host ?? ''}". Use http://localhost, or name the host in FOVEA_ALLOWED_HOSTS.`
  }
  if (origin !== undefined && hostOf(origin) !== host) return `A page of ${origin} may not use this platform.`
  return undefined
}

/** Undefined for `null` and other origins without a host. */
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)
