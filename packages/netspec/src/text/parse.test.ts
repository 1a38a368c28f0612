import { describe, expect, it } from 'vitest'
import { FaultList } from '../faults.ts'
import { limits } from '../limits.ts'
import { parse } from './parse.ts'
import type { Message } from './tree.ts'

function read(text: string) {
  const faults = new FaultList()
  const tree = parse(text, faults)
  return { tree: plain(tree), faults: faults.list().map(({ code, line, column }) => `${code} ${line}:${column}`) }
}

function plain({ fields }: Message): unknown[] {
  return fields.map(({ name, value }) => [name, value.kind === 'message' ? plain(value) : value.text])
}

describe('parse', () => {
  it.each<[string, string, unknown[]]>([
    ['a scalar', 'name: "net"', [['name', 'net']]],
    [
      'a message with and without a colon',
      'a { b: 1 } c: { d: 2 }',
      [
        ['a', [['b', '1']]],
        ['c', [['d', '2']]],
      ],
    ],
    ['angle brackets', 'a < b: 1 >', [['a', [['b', '1']]]]],
    [
      'a list',
      'a: [1, 2] b: [{ c: 3 }]',
      [
        ['a', '1'],
        ['a', '2'],
        ['b', [['c', '3']]],
      ],
    ],
    [
      'separators and comments',
      'a: 1, b: 2; # tail\nc: 3',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    [
      'numbers',
      'a: -1.5e-3 b: 0x1F c: .5f d: -inf',
      [
        ['a', '-1.5e-3'],
        ['b', '0x1F'],
        ['c', '.5f'],
        ['d', '-inf'],
      ],
    ],
    ['texts with escapes, joined', `a: 'x\\'y' "z"`, [['a', "x'yz"]]],
    ['escapes', String.raw`a: "\n\t\\\x41\101\u00e9\303\251\?"`, [['a', '\n\t\\AAéé?']]],
    [
      'a sign that stands apart',
      'a: - 5 b: - inf',
      [
        ['a', '-5'],
        ['b', '-inf'],
      ],
    ],
    [
      'a list of messages without a colon',
      'a [ { b: 1 }, < b: 2 > ] c: []',
      [
        ['a', [['b', '1']]],
        ['a', [['b', '2']]],
      ],
    ],
    [
      'what stands close together',
      'a:1b:"x"c{d:.5}',
      [
        ['a', '1'],
        ['b', 'x'],
        ['c', [['d', '.5']]],
      ],
    ],
    ['nothing', ' \n# only a comment', []],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual({ tree: expected, faults: [] })
  })

  it.each<[string, string, string[]]>([
    ['an open message', 'a {\n  b: 1', ['syntax 1:3']],
    ['a stray close', 'a: 1 }\nb: 2', ['syntax 1:6']],
    ['a missing value', 'a {\n  b:\n}', ['syntax 3:1']],
    ['a missing colon', 'a "x"\nb: 1', ['syntax 1:3']],
    ['an open text', 'a: "x\nb: 1', ['syntax 1:4']],
    ['an open list', 'a: [1, 2', ['syntax 1:4']],
    ['an open list in a message', 'a { b: [1 }\nc: [ }', ['syntax 1:8', 'syntax 2:4', 'syntax 2:6']],
    ['an unknown character', 'a: 1 $', ['syntax 1:6']],
    ['curly quotes', 'a: 1\nb: “x”', ['syntax 2:4', 'syntax 2:6']],
    ['two faults in one text', 'a "x"\nb: 1\nc "y"', ['syntax 1:3', 'syntax 3:3']],
  ])('places %s', (_, text, expected) => {
    expect(read(text).faults).toEqual(expected)
  })

  it('goes on after a fault', () => {
    expect(read('a "x"\nb: 1').tree).toEqual([['b', '1']])
  })

  it.each([
    ['a megabyte and more', 'a'.repeat(limits.characters + 1), 'too-long'],
    ['too many words', 'a:1 '.repeat(limits.tokens / 2), 'too-long'],
    ['deep nesting', 'a{'.repeat(100_000), 'too-deep'],
    ['deep nesting in a faulty line', 'a b {'.repeat(50_000), 'syntax'],
    ['a long text of escapes', `a: "${'\\"'.repeat(500_000)}`, 'syntax'],
    ['a long row of brackets', ']'.repeat(100_000), 'syntax'],
  ])('bounds %s', (_, text, code) => {
    const { faults } = read(text)
    expect(faults.length).toBeLessThanOrEqual(limits.faults)
    expect(faults.map(fault => fault.split(' ')[0])).toContain(code)
  })
})
