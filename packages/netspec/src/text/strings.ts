import { isHexDigit, isOctalDigit } from './characters.ts'

export interface ReadString {
  readonly value: string
  readonly end: number
  readonly isClosed: boolean
}

const utf8 = new TextDecoder()
const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

/**
 * Reads a quoted text from its quote at `start` to its end or that of its line, with the escapes of protobuf's text format.
 * By hand: a pattern over a megabyte of escapes would exhaust the pattern engine's stack.
 */
export function readString(text: string, start: number): ReadString {
  const quote = text.charCodeAt(start)
  const parts: string[] = []
  const bytes: number[] = []
  let plain = start + 1
  let i = plain
  const flush = () => {
    if (bytes.length > 0) parts.push(utf8.decode(new Uint8Array(bytes.splice(0))))
  }
  for (; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    const isEnd = code === quote || code === 10
    if (!isEnd && code !== 92) {
      if (bytes.length > 0) flush()
      continue
    }
    if (i > plain) parts.push(text.slice(plain, i))
    if (isEnd || i + 1 >= text.length || text.charCodeAt(i + 1) === 10) {
      flush()
      const isClosed = code === quote
      return { value: parts.join(''), end: isClosed ? i + 1 : code === 10 ? i : i + 1, isClosed }
    }
    const escaped = readEscape(text, i + 1)
    // Escaped bytes of one character follow each other, so they are gathered until something else comes.
    if (escaped.byte !== undefined) bytes.push(escaped.byte)
    else {
      flush()
      parts.push(escaped.text ?? '')
    }
    i = escaped.end - 1
    plain = escaped.end
  }
  if (i > plain) parts.push(text.slice(plain, i))
  flush()
  return { value: parts.join(''), end: i, isClosed: false }
}

interface Escape {
  readonly byte?: number
  readonly text?: string
  readonly end: number
}

/** What stands behind a backslash: octal and \x are bytes of UTF-8, \u and \U code points. */
function readEscape(text: string, at: number): Escape {
  const first = text[at] ?? ''
  if (isOctalDigit(text.charCodeAt(at))) {
    const digits = take(text, at, 3, isOctalDigit)
    return { byte: Number.parseInt(digits, 8) & 255, end: at + digits.length }
  }
  if (first === 'x' || first === 'X') {
    const digits = take(text, at + 1, 2, isHexDigit)
    if (digits !== '') return { byte: Number.parseInt(digits, 16), end: at + 1 + digits.length }
  }
  if (first === 'u' || first === 'U') {
    const wanted = first === 'u' ? 4 : 8
    const digits = take(text, at + 1, wanted, isHexDigit)
    const point = Number.parseInt(digits, 16)
    if (digits.length === wanted && point <= 0x10ffff)
      return { text: String.fromCodePoint(point), end: at + 1 + wanted }
  }
  return { text: simple[first] ?? first, end: at + 1 }
}

function take(text: string, from: number, most: number, isWanted: (code: number) => boolean): string {
  let end = from
  while (end < text.length && end - from < most && isWanted(text.charCodeAt(end))) end += 1
  return text.slice(from, end)
}
