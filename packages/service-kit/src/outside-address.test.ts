import { describe, expect, it } from 'vitest'
import { faultOf, isAddressAllowed, isHostAllowed, parseAllowed, placeOf } from './outside-address.js'

describe('an address', () => {
  it.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.63.255.255', '2606:4700::1111', '::ffff:93.184.216.34'])(
    '%s is asked',
    address => expect(faultOf(address)).toBeUndefined(),
  )

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.100.100.200', 'private'],
    ['fc00::1', 'private'],
    ['fd00:ec2::254', 'private'],
    ['fec0::1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['::ffff:169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['168.63.129.16', 'metadata'],
    ['0.0.0.0', 'reserved'],
    ['0.1.2.3', 'reserved'],
    ['::', 'reserved'],
    ['::127.0.0.1', 'loopback'],
    ['192.0.0.192', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['ff02::1', 'reserved'],
    ['64:ff9b::7f00:1', 'reserved'],
    ['64:ff9b:1::a00:1', 'reserved'],
    ['2002:7f00:1::', 'reserved'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['not an address', 'reserved'],
    ['', 'reserved'],
  ])('%s is refused as %s', (address, fault) => expect(faultOf(address)).toBe(fault))
})

describe('a URL', () => {
  it.each([
    ['http://example.org/a', 'example.org', 80],
    ['https://EXAMPLE.org/a', 'example.org', 443],
    ['https://example.org:8443/', 'example.org', 8443],
    ['http://[::1]:9000/', '::1', 9000],
    ['http://0x7f.1/', '127.0.0.1', 80],
    ['http://2130706433/', '127.0.0.1', 80],
    ['http://0177.0.0.1/', '127.0.0.1', 80],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1', 80],
    ['http://１２７.0.0.1/', '127.0.0.1', 80],
  ])('%s leads to %s, port %i', (url, host, port) => expect(placeOf(new URL(url))).toEqual({ host, port }))
})

describe('exceptions', () => {
  const { allowed, wrong } = parseAllowed(' 127.0.0.1:8080, Pictures.local:80,[::1]:90, 10.1.0.0/16,fd00::/8, ')

  it('are hosts with a port, or networks', () => {
    expect(wrong).toEqual([])
    expect(allowed).toHaveLength(5)
    expect(parseAllowed('')).toEqual({ allowed: [], wrong: [] })
    expect(parseAllowed('example.org, 10.0.0.1, a:b, x:70000, 10.0.0.0/33').wrong).toHaveLength(5)
  })

  it.each([
    ['127.0.0.1', 8080, true],
    ['127.0.0.1', 8081, false],
    ['pictures.local', 80, true],
    ['other.local', 80, false],
    ['::1', 90, true],
  ])('%s:%i: %s', (host, port, is) => expect(isHostAllowed({ host, port }, allowed)).toBe(is))

  it.each([
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['10.2.0.1', false],
    ['fd12::1', true],
    ['fe80::1', false],
    ['nonsense', false],
  ])('%s: %s', (address, is) => expect(isAddressAllowed(address, allowed)).toBe(is))
})
