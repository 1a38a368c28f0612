import { expect, it } from 'vitest'
import { toEvict } from './evict.js'

const files = [
  { name: 'new', bytes: 50, usedMs: 3 },
  { name: 'old', bytes: 30, usedMs: 1 },
  { name: 'middle', bytes: 40, usedMs: 2 },
]

it.each([
  [120, []],
  [119, ['old']],
  [89, ['old', 'middle']],
  [0, ['old', 'middle', 'new']],
])('a cache of %i bytes loses %j', (limit, names) => expect(toEvict(files, limit)).toEqual(names))
