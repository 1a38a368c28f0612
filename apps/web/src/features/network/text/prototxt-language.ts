import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'

interface State {
  /** Braces that are open. */
  depth: number
  /** What stands next is the value of a field. */
  isValue: boolean
  /** The field whose value it is. */
  field: string
}

const WORD = /^-?[A-Za-z_][\w.]*/
const NUMBER = /^[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[fF]?/

/** Colours prototxt a line at a time; what is right or wrong is netspec's to say. */
export const prototxtParser: StreamParser<State> = {
  name: 'prototxt',
  startState: () => ({ depth: 0, isValue: false, field: '' }),
  token(stream, state) {
    if (stream.sol()) state.isValue = false
    if (stream.eatSpace()) return null
    if (stream.match(/^#.*/)) return 'comment'
    const first = stream.peek()
    if (first === '"' || first === "'") {
      readString(stream, first)
      return state.field === 'type' ? 'typeName' : 'string'
    }
    if (stream.match(/^[{<]/)) {
      state.depth += 1
      state.isValue = false
      return 'brace'
    }
    if (stream.match(/^[}>]/)) {
      state.depth = Math.max(0, state.depth - 1)
      state.isValue = false
      return 'brace'
    }
    if (stream.match(':')) {
      state.isValue = true
      return 'punctuation'
    }
    if (stream.match(/^[[\],;]/)) return 'punctuation'
    const word = stream.match(WORD)
    if (word && word !== true) {
      const isMessage = stream.match(/^\s*:?\s*[{<]/, false)
      if (state.isValue && !isMessage) {
        state.isValue = false
        return /^(?:true|false)$/.test(word[0]) ? 'bool' : 'atom'
      }
      state.field = word[0]
      return isMessage ? 'keyword' : 'propertyName'
    }
    if (stream.match(NUMBER)) {
      state.isValue = false
      return 'number'
    }
    stream.next()
    return 'invalid'
  },
  indent: ({ depth }, textAfter, { unit }) => Math.max(0, depth - (/^\s*[}>]/.test(textAfter) ? 1 : 0)) * unit,
  languageData: { commentTokens: { line: '#' }, indentOnInput: /^\s*[}>]$/ },
}

/** A quoted text ends at its line's end at the latest. */
function readString(stream: StringStream, quote: string): void {
  stream.next()
  let isEscaped = false
  while (!stream.eol()) {
    const character = stream.next()
    if (character === quote && !isEscaped) return
    isEscaped = character === '\\' && !isEscaped
  }
}

export const prototxt = StreamLanguage.define(prototxtParser)
