import { describe, expect, it } from 'vitest'
import { hasRole, signActor, verifyActor } from './actor.js'

const actor = { actor: 'local', project: 'p1', role: 'editor', requestId: 'r1' } as const
const signed = signActor('key', actor, 1000)

describe('a signed actor', () => {
  it('comes back as it was signed', () => expect(verifyActor('key', signed, 2000)).toEqual(actor))

  it.each([
    ['another key', 'other', signed, 2000],
    ['a changed body', 'key', `x${signed}`, 2000],
    ['a cut signature', 'key', signed.slice(0, -1), 2000],
    ['too late', 'key', signed, 1000 + 25 * 3600 * 1000],
    ['nothing', 'key', undefined, 2000],
    ['nonsense', 'key', '..', 2000],
  ])('is refused: %s', (_, key, text, now) => expect(verifyActor(key, text, now)).toBeUndefined())

  it('ranks roles', () => {
    expect(hasRole(actor, 'viewer')).toBe(true)
    expect(hasRole(actor, 'admin')).toBe(false)
  })
})
