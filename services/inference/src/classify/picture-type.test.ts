import { expect, it } from 'vitest'
import { pictureType } from './picture-type.js'

it.each([
  ['image/png', '\x89PNG\r\n\x1a\n…'],
  ['image/jpeg', '\xff\xd8\xff\xe0'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'RIFF\0\0\0\0WEBPVP8 '],
  ['image/bmp', 'BM\0\0'],
  ['application/octet-stream', '<svg onload="alert(1)">'],
  ['application/octet-stream', '<html>'],
  ['application/octet-stream', 'RIFF\0\0\0\0WAVE'],
  ['application/octet-stream', ''],
])('%s begins as it does', (type, text) => expect(pictureType(Buffer.from(text, 'latin1'))).toBe(type))
