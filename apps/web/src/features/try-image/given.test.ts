import { expect, it } from 'vitest'
import { addressIn } from './given'

it.each([
  ['https://example.org/a.jpg', 'https://example.org/a.jpg'],
  [' http://example.org \n', 'http://example.org'],
  ['# comment\r\nhttps://example.org/b', 'https://example.org/b'],
  ['see https://example.org/a.jpg', undefined],
  ['file:///home/a.jpg', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('%j holds the address %s', (text, address) => expect(addressIn(text)).toBe(address))
