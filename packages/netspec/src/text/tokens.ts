import type { FaultList } from '../faults.ts'
import { limits } from '../limits.ts'
import { isBlank, isDigit, isHexDigit, isLetter, isMark, isQuote, isWordPart } from './characters.ts'
import { readString } from './strings.ts'
import type { Position } from './tree.ts'

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'end'
  readonly text: string
  readonly at: Position
}

const lineFeed = 10
const hash = 35
const dot = 46
const curly = '“”„‘’‚«»'

/** Cuts prototxt into tokens; always ends with one of kind `end`. */
export function tokenize(text: string, faults: FaultList): Token[] {
  const tokens: Token[] = []
  let offset = 0
  let line = 1
  let lineStart = 0
  while (offset < text.length) {
    const code = text.charCodeAt(offset)
    if (code === lineFeed) {
      offset += 1
      line += 1
      lineStart = offset
      continue
    }
    if (isBlank(code)) {
      offset += 1
      continue
    }
    if (code === hash) {
      const end = text.indexOf('\n', offset)
      offset = end < 0 ? text.length : end
      continue
    }
    const at = { line, column: offset - lineStart + 1 }
    if (tokens.length >= limits.tokens) {
      faults.error(at, {
        code: 'too-long',
        message: `The text has more than ${limits.tokens} words; no network needs that.`,
      })
      break
    }
    if (isMark(code)) {
      tokens.push({ kind: 'mark', text: text[offset] ?? '', at })
      offset += 1
    } else if (isQuote(code)) {
      const { value, end, isClosed } = readString(text, offset)
      if (!isClosed) {
        faults.error(at, {
          code: 'syntax',
          message: 'A quoted text is not closed before the end of its line.',
          remedy: `Add ${text[offset]} at its end.`,
        })
      }
      tokens.push({ kind: 'string', text: value, at })
      offset = end
    } else {
      const { kind, end, sign } = scanWord(text, offset, code)
      if (kind === undefined) {
        offset = skipStrange(text, offset)
        strange(text.slice(at.column - 1 + lineStart, offset), at, faults)
      } else {
        tokens.push({ kind, text: sign + text.slice(end.from, end.to), at })
        offset = end.to
      }
    }
  }
  tokens.push({ kind: 'end', text: 'the end of the text', at: { line, column: offset - lineStart + 1 } })
  return tokens
}

interface Scanned {
  readonly kind: 'word' | 'number' | undefined
  readonly end: { readonly from: number; readonly to: number }
  readonly sign: string
}

/** A word or a numeral; its sign may stand apart. */
function scanWord(text: string, start: number, code: number): Scanned {
  const isSigned = code === 45 || code === 43
  let from = isSigned ? start + 1 : start
  if (isSigned) while (isBlank(text.charCodeAt(from))) from += 1
  const sign = isSigned ? (text[start] ?? '') : ''
  const first = text.charCodeAt(from)
  if (isLetter(first)) {
    let to = from + 1
    while (isWordPart(text.charCodeAt(to))) to += 1
    return { kind: 'word', end: { from, to }, sign }
  }
  const to = numeralEnd(text, from)
  return { kind: to === from ? undefined : 'number', end: { from, to }, sign }
}

function numeralEnd(text: string, from: number): number {
  let to = from
  const isHex = text.charCodeAt(from) === 48 && (text[from + 1] === 'x' || text[from + 1] === 'X')
  if (isHex && isHexDigit(text.charCodeAt(from + 2))) {
    to += 3
    while (isHexDigit(text.charCodeAt(to))) to += 1
    return to
  }
  while (isDigit(text.charCodeAt(to))) to += 1
  if (text.charCodeAt(to) === dot && (to > from || isDigit(text.charCodeAt(to + 1)))) {
    to += 1
    while (isDigit(text.charCodeAt(to))) to += 1
  }
  if (to === from) return from
  if (text[to] === 'e' || text[to] === 'E') {
    const digits = text[to + 1] === '-' || text[to + 1] === '+' ? to + 2 : to + 1
    if (isDigit(text.charCodeAt(digits))) {
      to = digits + 1
      while (isDigit(text.charCodeAt(to))) to += 1
    }
  }
  return text[to] === 'f' || text[to] === 'F' ? to + 1 : to
}

/** A run of characters without a meaning is one fault: binary junk has many. */
function skipStrange(text: string, from: number): number {
  let to = from + 1
  while (to < text.length) {
    const code = text.charCodeAt(to)
    if (code === lineFeed || code === hash || isBlank(code) || isMark(code) || isQuote(code) || isWordPart(code)) break
    to += 1
  }
  return to
}

function strange(found: string, at: Position, faults: FaultList): void {
  const isCurly = [...found].some(character => curly.includes(character))
  faults.error(at, {
    code: 'syntax',
    message: `${JSON.stringify(found.slice(0, 20))} has no meaning here.`,
    remedy: isCurly ? 'Use straight quotes: "…".' : 'Remove it.',
  })
}
