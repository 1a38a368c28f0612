import { describe, expect, it } from 'vitest'
import { accountNameFault, handleFault, labelFault } from './names.js'
import { hashPassword, isPassword, passwordFault } from './passwords.js'

const isFine = (fault: string | undefined) => fault === undefined

describe('names', () => {
  it.each([
    ['ann', true],
    ['ann.lee@example.org', true],
    ['Änne', true],
    ['', false],
    ['a b', false],
    ['.ann', false],
    ['Local', false],
    ['a'.repeat(41), false],
    ['a\nb', false],
  ])('account %j: %s', (name, fine) => expect(isFine(accountNameFault(name))).toBe(fine))

  it.each([
    ['ships', true],
    ['ships-2', true],
    ['2ships', false],
    ['Ships', false],
    ['a/b', false],
    ['018f0000-0000-7000-8000-000000000001', false],
    ['', false],
  ])('handle %j: %s', (handle, fine) => expect(isFine(handleFault(handle))).toBe(fine))

  it.each([
    ['Ships at sea', true],
    ['', false],
    ['a\u0000b', false],
    ['a'.repeat(61), false],
  ])('label %j: %s', (label, fine) => expect(isFine(labelFault(label))).toBe(fine))
})

describe('passwords', () => {
  it.each([
    ['correct horse', true],
    ['short', false],
    ['ann-is-my-name', false],
    ['aaaaaaaaaaaa', false],
    ['a1'.repeat(101), false],
  ])('%j: %s', (password, fine) => expect(isFine(passwordFault(password, 'ann'))).toBe(fine))

  it('are known again by their hash alone', async () => {
    const kept = await hashPassword('correct horse')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await isPassword('correct horse', kept)).toBe(true)
    expect(await isPassword('wrong horse', kept)).toBe(false)
    expect(await isPassword('nobody', undefined)).toBe(false)
  })
})
