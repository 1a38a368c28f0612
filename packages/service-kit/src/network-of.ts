import ipaddr from 'ipaddr.js'

/**
 * What one sender can be told by: an IPv4 address, or the /64 network of an IPv6 address, since whoever has one address of it has all
 * (RFC 4291, 2.5.4). Anything else stays as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`)}/64`
    : parsed.toString()
}
