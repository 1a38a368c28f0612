import { Text } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { offsetOf, toDiagnostics } from './diagnostics'

const lines = ['layer {', '  type: "Convolutoin" # x', '', '}']
const text = Text.of(lines)

const underlined = (line: number, column: number) => {
  const [found] = toDiagnostics(text, [{ severity: 'error', code: 'x', line, column, message: 'm' }])
  return found && text.sliceString(found.from, found.to)
}

describe('what is underlined', () => {
  it.each([
    [1, 1, 'layer'],
    [1, 7, '{'],
    [2, 9, '"Convolutoin"'],
    [2, 3, 'type'],
    [1, 8, '{'],
    [3, 1, ''],
    [4, 1, '}'],
    [99, 1, '}'],
    [4, 99, '}'],
  ])('at %i:%i is %j', (line, column, word) => expect(underlined(line, column)).toBe(word))

  it.each([
    [1, 1, 0],
    [2, 1, 8],
    [2, 9, 16],
    [0, 0, 0],
    [50, 50, text.length],
  ])('%i:%i lies at %i', (line, column, offset) => expect(offsetOf(text, { line, column })).toBe(offset))
})
