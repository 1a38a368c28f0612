import { expect, it } from 'vitest'
import { walk } from './walk'

// 0 1 2 3
// 4 5 6 7
// 8 9
it.each([
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 7, 9],
  ['ArrowDown', 8, undefined],
  ['ArrowUp', 9, 5],
  ['ArrowUp', 2, undefined],
  ['Home', 7, 0],
  ['End', 2, 9],
  ['ArrowRight', 9, 'next'],
  ['ArrowLeft', 0, 'previous'],
  ['PageDown', 4, 'next'],
  ['PageUp', 4, 'previous'],
  ['Enter', 4, undefined],
])('%s from %i', (key, at, to) => expect(walk(key, at, 10, 4)).toBe(to))
