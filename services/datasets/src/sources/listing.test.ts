import { expect, it } from 'vitest'
import { type Listing, listingLines, Rejections, readListing } from './listing.js'

it('a listing is read as it was written', () => {
  const listing: Listing = {
    classes: ['a', 'b'],
    images: [
      { path: 'a/1.png', label: 0 },
      { path: 'b/\n.png', label: 1, split: 'val', file: '0/7' },
    ],
    rejected: [{ path: 'b/x', reason: 'not a file' }],
    bytes: { kind: 'place', root: '/data', folder: '/data/set' },
  }
  const text = [...listingLines(listing)].join('\n')
  expect(text.split('\n')[0]).toBe('{"path":"a/1.png","class":"a"}')
  expect(readListing(`${text}\n`, listing.classes, listing.bytes)).toEqual(listing)
})

it('tells so many rejected files one by one and counts the rest', () => {
  const rejections = new Rejections()
  for (let n = 0; n < 102_345; n++) rejections.add(`${n}`, 'bad')
  expect(rejections.all).toHaveLength(100_001)
  expect(rejections.all.at(-1)).toEqual({ path: '', reason: 'and 2,345 more' })
})

it.each([
  ['a\u0000b', 'a\uFFFDb'],
  ['🚢'.slice(0, 1), '\uFFFD'],
  ['🚢\n', '🚢\n'],
])('tells %j in signs that a database holds', (path, kept) => {
  const rejections = new Rejections()
  rejections.add(path, path)
  expect(rejections.all).toEqual([{ path: kept, reason: kept }])
})
