/** A layer of the text: offsets of its first character and behind its last. */
export interface Span {
  readonly from: number
  readonly to: number
}

const PIECE = /[#"'{}<>]|[A-Za-z_]\w*/g

/** The layers at the top of a text, in order; one that is not closed goes to the end. Comments and quoted braces are passed over. */
export function layerSpans(text: string): Span[] {
  const spans: Span[] = []
  let depth = 0
  let begin = -1
  let word = { text: '', from: 0 }
  PIECE.lastIndex = 0
  for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
    const { 0: piece, index } = match
    if (piece === '#') PIECE.lastIndex = lineEnd(text, index)
    else if (piece === '"' || piece === "'") PIECE.lastIndex = quoteEnd(text, index)
    else if (piece === '{' || piece === '<') {
      if (depth === 0 && (word.text === 'layer' || word.text === 'layers')) begin = word.from
      depth += 1
    } else if (piece === '}' || piece === '>') {
      depth = Math.max(0, depth - 1)
      if (depth === 0 && begin >= 0) {
        spans.push({ from: begin, to: index + 1 })
        begin = -1
      }
    } else word = { text: piece, from: index }
  }
  if (begin >= 0) spans.push({ from: begin, to: text.length })
  return spans
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Scans by hand: a pattern over a megabyte of escapes would exhaust the pattern engine's stack. */
function quoteEnd(text: string, from: number): number {
  let i = from + 1
  for (; i < text.length && text[i] !== text[from] && text[i] !== '\n'; i += 1) if (text[i] === '\\') i += 1
  return Math.min(text.length, text[i] === '\n' ? i : i + 1)
}

/** The layer in which an offset lies, its last character included. */
export function spanAt(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const found = spans[low - 1]
  return found && offset <= found.to ? found : undefined
}
