import { expect, it } from 'vitest'
import { cloneName } from './clone-name'

it.each([
  ['ships', [], 'ships 2'],
  ['ships#3', ['ships', 'ships 2'], 'ships 3'],
  ['C#', [], 'C# 2'],
])('a clone of %s beside %j is called %s', (name, taken, clone) => expect(cloneName(name, taken)).toBe(clone))
