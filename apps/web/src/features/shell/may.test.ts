import { describe, expect, it } from 'vitest'
import { mayDo } from './may'

describe('a role', () => {
  it.each([
    ['viewer', 'edit', false],
    ['viewer', 'manage', false],
    ['editor', 'edit', true],
    ['editor', 'manage', false],
    ['admin', 'edit', true],
    ['admin', 'manage', true],
    ['', 'edit', false],
  ] as const)('%j, %s: %s', (role, deed, may) => expect(mayDo(role, deed)).toBe(may))
})
