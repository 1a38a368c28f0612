import { StringStream } from '@codemirror/language'
import { describe, expect, it } from 'vitest'
import { prototxtParser } from './prototxt-language'

/** Each token with its kind, as `kind:text`; blanks left out. */
function tokens(text: string): string[] {
  const state = prototxtParser.startState?.(2)
  if (!state) throw new Error('The language has no state.')
  return text.split('\n').flatMap(line => {
    const stream = new StringStream(line, 2, 2)
    const found: string[] = []
    while (!stream.eol()) {
      stream.start = stream.pos
      const kind = prototxtParser.token(stream, state)
      if (kind) found.push(`${kind}:${stream.current()}`)
    }
    return found
  })
}

describe('the colours of prototxt', () => {
  it.each([
    ['# a "comment" {', ['comment:# a "comment" {']],
    ['layer {', ['keyword:layer', 'brace:{']],
    ['layer: <', ['keyword:layer', 'punctuation::', 'brace:<']],
    ['name: "conv1"', ['propertyName:name', 'punctuation::', 'string:"conv1"']],
    ['type: "Convolution"', ['propertyName:type', 'punctuation::', 'typeName:"Convolution"']],
    ["top: 'it\\'s' # why", ['propertyName:top', 'punctuation::', "string:'it\\'s'", 'comment:# why']],
    ['pool: MAX', ['propertyName:pool', 'punctuation::', 'atom:MAX']],
    ['bias_term: false', ['propertyName:bias_term', 'punctuation::', 'bool:false']],
    [
      'kernel_size: 5 stride: -1.5e-3f',
      [
        'propertyName:kernel_size',
        'punctuation::',
        'number:5',
        'propertyName:stride',
        'punctuation::',
        'number:-1.5e-3f',
      ],
    ],
    [
      'include { phase: TRAIN stage: "train" }',
      [
        'keyword:include',
        'brace:{',
        'propertyName:phase',
        'punctuation::',
        'atom:TRAIN',
        'propertyName:stage',
        'punctuation::',
        'string:"train"',
        'brace:}',
      ],
    ],
    [
      'name: "not closed\nbottom: "data"',
      [
        'propertyName:name',
        'punctuation::',
        'string:"not closed',
        'propertyName:bottom',
        'punctuation::',
        'string:"data"',
      ],
    ],
    [
      'input_dim: [1, 0x1F]',
      [
        'propertyName:input_dim',
        'punctuation::',
        'punctuation:[',
        'number:1',
        'punctuation:,',
        'number:0x1F',
        'punctuation:]',
      ],
    ],
    ['§', ['invalid:§']],
    ['}}} name: "x"', ['brace:}', 'brace:}', 'brace:}', 'propertyName:name', 'punctuation::', 'string:"x"']],
  ])('%s', (text, expected) => expect(tokens(text)).toEqual(expected))

  it('comes to the end of anything', () => {
    const junk = Array.from({ length: 3000 }, (_, i) => String.fromCharCode((i * 7919) % 60000)).join('')
    expect(tokens(junk).length).toBeGreaterThan(0)
    expect(tokens('{'.repeat(100_000)).length).toBe(100_000)
  })
})
