import { expect, it } from 'vitest'
import { readMember } from './archive-member.js'

it.each([
  ['ship/a.png', 'ship/a.png'],
  ['./ship//a.PNG', 'ship/a.PNG'],
  ['set/train/ship/船 1\n.jpg', 'set/train/ship/船 1\n.jpg'],
])('%j is %j', (name, path) => expect(readMember(name, 'file', 9, 10)).toEqual({ path }))

it.each([
  ['ship/', 'folder'],
  ['./', 'folder'],
  ['ship/.DS_Store', 'file'],
  ['.git/a.png', 'file'],
  ['__MACOSX/ship/a.png', 'file'],
] as const)('%j (%s) is passed over', (name, kind) => expect(readMember(name, kind, 0, 10)).toBeUndefined())

it.each([
  ['/etc/a.png', 'file', 'whole'],
  ['C:/a.png', 'file', 'whole'],
  ['ship/../../a.png', 'file', 'climbs out'],
  ['ship\\a.png', 'file', 'backslash'],
  ['a\0.png', 'file', 'zero byte'],
  ['ship/a.png', 'link', 'links'],
  ['ship/a.png', 'special', 'not a file'],
  ['ship/a.png', 'encrypted', 'encrypted'],
  ['ship/\uFFFD.png', 'file', 'UTF-8'],
  [`${'d/'.repeat(40)}a.png`, 'file', 'deeper than 32'],
  ['ship/a.exe', 'file', 'not an image'],
  [`${'x'.repeat(2000)}.png`, 'file', 'longer than 1024'],
] as const)('%j (%s) is rejected: %s', (name, kind, fault) =>
  expect(readMember(name, kind, 0, 10)).toMatchObject({ fault: expect.stringContaining(fault) }),
)

it('a file beyond the limit is rejected', () =>
  expect(readMember('ship/a.png', 'file', 11, 10)).toMatchObject({ fault: expect.stringContaining('too large') }))
