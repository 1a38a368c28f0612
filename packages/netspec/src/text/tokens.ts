import type { FaultList } from '../faults.ts'
import { limits } from '../limits.ts'
import type { Position } from './tree.ts'

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'end'
  readonly text: string
  readonly at: Position
}

const space = /[ \t\r\n\f\v\ufeff]+|#[^\n]*/y
const word = /-?[A-Za-z_][A-Za-z0-9_]*/y
const number = /[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)[fF]?/y
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

/** Cuts prototxt into tokens; always ends with one of kind `end`. */
export function tokenize(text: string, faults: FaultList): Token[] {
  const tokens: Token[] = []
  let offset = 0
  let line = 1
  let lineStart = 0
  const here = (): Position => ({ line, column: offset - lineStart + 1 })
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset
    return pattern.exec(text)?.[0]
  }
  while (offset < text.length) {
    const blank = take(space)
    if (blank !== undefined) {
      for (let i = blank.indexOf('\n'); i >= 0; i = blank.indexOf('\n', i + 1)) {
        line += 1
        lineStart = offset + i + 1
      }
      offset += blank.length
      continue
    }
    const at = here()
    if (tokens.length >= limits.tokens) {
      faults.error(at, {
        code: 'too-long',
        message: `The text has more than ${limits.tokens} words; no network needs that.`,
      })
      break
    }
    const first = text[offset] ?? ''
    const found = take(word)
    const numeral = found === undefined ? take(number) : undefined
    if (found !== undefined) {
      tokens.push({ kind: 'word', text: found, at })
      offset += found.length
    } else if (numeral !== undefined) {
      tokens.push({ kind: 'number', text: numeral, at })
      offset += numeral.length
    } else if (first === '"' || first === "'") {
      const { value, end, isClosed } = readString(text, offset)
      if (!isClosed) {
        faults.error(at, {
          code: 'syntax',
          message: 'A quoted text is not closed before the end of its line.',
          remedy: `Add ${first} at its end.`,
        })
      }
      tokens.push({ kind: 'string', text: value, at })
      offset = end
    } else {
      if ('{}<>[]:;,'.includes(first)) tokens.push({ kind: 'mark', text: first, at })
      else
        faults.error(at, {
          code: 'syntax',
          message: `The character ${JSON.stringify(first)} has no meaning here.`,
          remedy: 'Remove it.',
        })
      offset += 1
    }
  }
  tokens.push({ kind: 'end', text: 'the end of the text', at: here() })
  return tokens
}

/** Scans by hand: a pattern over a megabyte of escapes would exhaust the pattern engine's stack. */
function readString(text: string, start: number): { value: string; end: number; isClosed: boolean } {
  const quote = text[start]
  const parts: string[] = []
  let i = start + 1
  for (; i < text.length && text[i] !== '\n'; i += 1) {
    const c = text[i] ?? ''
    if (c === quote) return { value: parts.join(''), end: i + 1, isClosed: true }
    if (c === '\\' && i + 1 < text.length && text[i + 1] !== '\n') {
      i += 1
      const escaped = text[i] ?? ''
      parts.push(escapes[escaped] ?? escaped)
    } else parts.push(c)
  }
  return { value: parts.join(''), end: i, isClosed: false }
}
