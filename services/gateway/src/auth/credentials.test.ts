import { describe, expect, it } from 'vitest'
import { makeSecret } from '../accounts/secret.js'
import { bearerOf, cookieOf, secretOf, sessionCookie } from './credentials.js'

const session = makeSecret('session')
const token = makeSecret('token')

describe('what proves who sends a request', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer   abc ', 'abc'],
    ['Basic abc', ''],
    ['Bearer', ''],
    ['Bearer a b', ''],
    [undefined, undefined],
  ])('Authorization %j: %j', (header, secret) => expect(bearerOf(header)).toBe(secret))

  it.each([
    ['a=1; b=2', 'b', '2'],
    ['a=1;b=', 'b', ''],
    ['ab=1', 'b', undefined],
    ['b', 'b', undefined],
    [undefined, 'b', undefined],
  ])('cookie %j, %s: %j', (header, name, value) => expect(cookieOf(header, name)).toBe(value))

  it.each([
    ['a cookie', { cookie: `s=${session}` }, session],
    ['a token', { authorization: `Bearer ${token}` }, token],
    ['a token before a cookie', { authorization: `Bearer ${token}`, cookie: `s=${session}` }, token],
    ['a wrong header, whatever the cookie', { authorization: 'Basic x', cookie: `s=${session}` }, ''],
    ['a token as a cookie', { cookie: `s=${token}` }, undefined],
    ['nothing', {}, undefined],
  ])('%s', (_, headers, secret) => expect(secretOf(headers, 's')).toBe(secret))

  it('is kept from scripts and from other sites', () => {
    expect(sessionCookie('s', 'x', 60, true)).toBe('s=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure')
    expect(sessionCookie('s', '', 60, false)).toBe('s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
  })
})
