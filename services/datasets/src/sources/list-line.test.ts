import { describe, expect, it } from 'vitest'
import { readLabels, readListLine } from './list-line.js'

describe('a line of a list', () => {
  it.each([
    ['a.png 0', { path: '/data/a.png', label: 0 }],
    ['  my ship 1.jpg   2  ', { path: '/data/my ship 1.jpg', label: 2 }],
    ['sub/a.png\t1', { path: '/data/sub/a.png', label: 1 }],
    ['/other/a.png 1', { path: '/other/a.png', label: 1 }],
    ['ünïcode 船.png 1', { path: '/data/ünïcode 船.png', label: 1 }],
    ['../a.png 1', { path: '/a.png', label: 1 }],
    ['https://host/a?b=c d 1', { path: 'https://host/a?b=c d', label: 1 }],
  ])('%j', (line, expected) => expect(readListLine(line, 3, '/data')).toEqual(expected))

  it('passes over blank lines', () => expect(readListLine(' \t', 3, '/data')).toBeUndefined())

  it.each([
    ['a.png', 'a line is'],
    ['a.png x', 'ends with "x"'],
    ['a.png -1', 'ends with "-1"'],
    ['a.png 1.5', 'ends with "1.5"'],
    ['a.png 3', 'no label 3: the labels are 0 to 2'],
    ['a\u0000.png 1', 'control character'],
    ['a\uFFFD.png 1', 'UTF-8'],
    ['ftp://host/a.png 1', 'only http:// and https://'],
    ['notes.txt 1', 'not an image file name'],
    [`${'x'.repeat(5000)}.png 1`, 'longer than 4096'],
  ])('%j: %s', (line, fault) =>
    expect(readListLine(line, 3, '/data')).toMatchObject({ fault: expect.stringContaining(fault) }),
  )
})

describe('labels', () => {
  it('one a line', () => expect(readLabels('\uFEFFcat\r\ndog \n\n')).toEqual(['cat', 'dog']))
  it.each([
    ['cat\n\ndog', 'line 2'],
    ['cat\ndog\ncat', '"cat"'],
    ['cat\nd\u0007g', 'line 2'],
  ])('%j: %s', (text, fault) => expect(readLabels(text)).toMatchObject({ fault: expect.stringContaining(fault) }))
})
