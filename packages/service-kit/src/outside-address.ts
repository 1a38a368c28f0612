import ipaddr from 'ipaddr.js'

/** Exceptions that whoever runs the platform has named: a host with its port, or all addresses of a network. */
export type Allowed = { host: string; port: number } | { network: ReturnType<typeof ipaddr.parseCIDR> }

/** Why a URL is not fetched, in the words of a sentence that begins with its host. */
export type AddressFault = 'private' | 'loopback' | 'link-local' | 'metadata' | 'reserved'

/** Public addresses at which clouds answer their guests with secrets. */
const METADATA = new Set(['168.63.129.16'])

/** All of what is handed out to networks that everybody reaches. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

const FAULTS: Partial<Record<string, AddressFault>> = {
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  deprecatedSiteLocal: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
}

/** Undefined for an address that everybody reaches. What is wrapped in IPv6 is judged as the IPv4 address that it is. */
export function faultOf(address: string): AddressFault | undefined {
  if (!ipaddr.isValid(address)) return 'reserved'
  const parsed = ipaddr.process(address)
  if (METADATA.has(parsed.toString())) return 'metadata'
  const range = parsed.range()
  if (range !== 'unicast') return FAULTS[range] ?? 'reserved'
  return parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6) ? 'reserved' : undefined
}

/** The host and port that a URL leads to; brackets around an IPv6 address are the URL's own. */
export const placeOf = (url: URL) => ({
  host: url.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
  port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
})

export const isHostAllowed = ({ host, port }: { host: string; port: number }, allowed: readonly Allowed[]): boolean =>
  allowed.some(one => 'host' in one && one.host === host && one.port === port)

export function isAddressAllowed(address: string, allowed: readonly Allowed[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return allowed.some(one => 'network' in one && one.network[0].kind() === parsed.kind() && parsed.match(one.network))
}

const HOST_AND_PORT = /^(?:\[([^\]]+)\]|([^\s:/[\]]+)):(\d{1,5})$/

/** Entries separated by commas, and those that are none. */
export function parseAllowed(text: string): { allowed: Allowed[]; wrong: string[] } {
  const allowed: Allowed[] = []
  const wrong: string[] = []
  for (const entry of text.split(',').map(one => one.trim().toLowerCase())) {
    if (entry === '') continue
    const [, bracketed, plain, port] = HOST_AND_PORT.exec(entry) ?? []
    const host = bracketed ?? plain
    if (host && Number(port) >= 1 && Number(port) <= 65_535) allowed.push({ host, port: Number(port) })
    else if (ipaddr.isValidCIDR(entry)) allowed.push({ network: ipaddr.parseCIDR(entry) })
    else wrong.push(entry)
  }
  return { allowed, wrong }
}
