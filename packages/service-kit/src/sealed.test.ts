import { expect, it } from 'vitest'
import { seal, unseal } from './sealed.js'

const key = '01'.repeat(32)

it.each(['', 'secret', '船 \n "'])('%j comes back, and never looks the same twice', text => {
  const sealed = seal(text, 'a', key)
  expect(unseal(sealed, 'a', key)).toBe(text)
  expect(seal(text, 'a', key).equals(sealed)).toBe(false)
  if (text) expect(sealed.includes(text)).toBe(false)
})

it('opens with its own key, at its own place, unchanged', () => {
  const sealed = seal('secret', 'a', key)
  expect(unseal(sealed, 'b', key)).toBeUndefined()
  expect(unseal(sealed, 'a', '02'.repeat(32))).toBeUndefined()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(changed, 'a', key)).toBeUndefined()
  }
  for (let length = 0; length < sealed.length; length++)
    expect(unseal(sealed.subarray(0, length), 'a', key)).toBeUndefined()
})
