import { describe, expect, it } from 'vitest'
import { hashOf, kindOf, makeSecret, type SecretKind } from './secret.js'

describe('a secret', () => {
  it.each(['session', 'token', 'guest', 'invitation'] as SecretKind[])('of a %s is known as one', kind => {
    const secret = makeSecret(kind)
    expect(kindOf(secret)).toBe(kind)
    expect(makeSecret(kind)).not.toBe(secret)
    expect(hashOf(secret)).toEqual(hashOf(secret))
    expect(hashOf(secret).toString('latin1')).not.toContain(secret)
  })

  it.each(['', 'fvt_', 'fvt_short', `fvx_${'a'.repeat(43)}`, `fvt_${'a'.repeat(44)}`, `fvt_${'é'.repeat(43)}`])(
    '%j is none',
    text => expect(kindOf(text)).toBeUndefined(),
  )
})
