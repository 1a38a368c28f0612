import { expect, it } from 'vitest'
import { offsetsAt, rangeOf } from './image-range.js'

const counts = { train: [6, 3], val: [2, 1], test: [0, 4] }

it.each([
  ['train', -1, { list: 'lines', start: 0, end: 9 }],
  ['val', -1, { list: 'lines', start: 9, end: 12 }],
  ['train', 1, { list: 'classLines', start: 6, end: 9 }],
  ['test', 0, { list: 'classLines', start: 12, end: 12 }],
  ['test', 1, { list: 'classLines', start: 12, end: 16 }],
  ['test', 2, undefined],
  ['other', 0, undefined],
])('%s, class %i: %j', (split, label, range) => expect(rangeOf(counts, split, label)).toEqual(range))

it('finds offsets from the end of the file', () => {
  expect(offsetsAt(1000, 9, 'lines', 0)).toBe(840)
  expect(offsetsAt(1000, 9, 'classLines', 9)).toBe(992)
})
