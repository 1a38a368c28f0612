import { expect, it } from 'vitest'
import { hiddenPart, isBelow, isImageName } from './file-names.js'

it.each([
  ['a.jpg', true],
  ['A.JPEG', true],
  ['a.tif', true],
  ['a.pbm', true],
  ['a.avif', true],
  ['a.txt', false],
  ['jpg', false],
  ['a.jpg.zip', false],
])('%s is an image name: %s', (name, expected) => expect(isImageName(name)).toBe(expected))

it.each([
  ['/data', '/data', true],
  ['/data/a', '/data', true],
  ['/database', '/data', false],
  ['/', '/data', false],
  ['/a', '/', true],
])('%s is below %s: %s', (path, root, expected) => expect(isBelow(path, root)).toBe(expected))

it.each([
  ['/data/a/.git/b', '/data', '.git'],
  ['/.home/a', '/.home', undefined],
  ['/data/a', '/', undefined],
])('the hidden part of %s below %s is %s', (path, root, part) => expect(hiddenPart(path, root)).toBe(part))
