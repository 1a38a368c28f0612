import type { FaultList } from '../faults.ts'
import { limits } from '../limits.ts'
import { type Token, tokenize } from './tokens.ts'
import type { Field, Message, Position, Value } from './tree.ts'

const start: Position = { line: 1, column: 1 }

/** Reads prototxt into a tree that keeps positions. Goes on after a fault, so that one look finds them all. */
export function parse(text: string, faults: FaultList): Message {
  if (text.length > limits.characters) {
    faults.error(start, {
      code: 'too-long',
      message: `The text has ${text.length} characters; at most ${limits.characters} are read.`,
    })
    return { kind: 'message', fields: [], at: start }
  }
  return new Parser(tokenize(text, faults), faults).network()
}

class Parser {
  private next = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly faults: FaultList,
  ) {}

  network(): Message {
    return { kind: 'message', fields: this.fields(undefined), at: start }
  }

  private get token(): Token {
    return (this.tokens[this.next] ?? this.tokens.at(-1)) as Token
  }

  private is(...marks: string[]): boolean {
    return this.token.kind === 'mark' && marks.includes(this.token.text)
  }

  private fault(at: Position, message: string, remedy?: string): void {
    this.faults.error(at, { code: 'syntax', message, remedy })
  }

  /** Fields up to the mark that closes `open`, or to the end of the text. */
  private fields(open: Token | undefined): Field[] {
    const close = open === undefined ? undefined : open.text === '{' ? '}' : '>'
    const fields: Field[] = []
    for (;;) {
      if (this.token.kind === 'end') {
        if (open !== undefined)
          this.fault(open.at, `This ${open.text} is never closed.`, `Add ${close} where its part ends.`)
        return fields
      }
      if (this.is('}', '>')) {
        if (this.token.text === close) {
          this.next += 1
          return fields
        }
        this.fault(this.token.at, `This ${this.token.text} closes nothing.`, 'Remove it.')
        this.next += 1
      } else if (this.is(',', ';')) this.next += 1
      else if (this.token.kind === 'word') this.field(fields)
      else {
        this.fault(this.token.at, `A field name is expected here, not ${describe(this.token)}.`)
        this.skip()
      }
    }
  }

  private field(fields: Field[]): void {
    const name = this.token
    this.next += 1
    const hasColon = this.is(':')
    if (hasColon) this.next += 1
    const push = (value: Value | undefined) => {
      if (value !== undefined) fields.push({ name: name.text, value, at: name.at })
    }
    if (this.is('{', '<')) push(this.message())
    else if (hasColon && this.is('[')) {
      const open = this.token
      this.next += 1
      while (!this.is(']')) {
        if (this.token.kind === 'end' || this.is('}', '>')) {
          this.fault(open.at, 'This [ is never closed.', 'Add ] at the end of the list.')
          return
        }
        if (this.is(',')) this.next += 1
        else push(this.is('{', '<') ? this.message() : this.scalar(name))
      }
      this.next += 1
    } else if (hasColon) push(this.scalar(name))
    else {
      this.fault(
        this.token.at,
        `After ${name.text} comes : and a value, or { and fields, not ${describe(this.token)}.`,
        `Write ${name.text}: … or ${name.text} { … }.`,
      )
      this.skip(name.at.line)
    }
  }

  private message(): Message | undefined {
    const open = this.token
    this.next += 1
    if (this.depth < limits.depth) {
      this.depth += 1
      const fields = this.fields(open)
      this.depth -= 1
      return { kind: 'message', fields, at: open.at }
    }
    this.faults.error(open.at, {
      code: 'too-deep',
      message: `Messages are nested more than ${limits.depth} deep; no network needs that.`,
    })
    this.next = this.tokens.length - 1
    return undefined
  }

  private scalar(name: Token): Value | undefined {
    const { kind, text, at } = this.token
    if (kind === 'number' || kind === 'word') {
      this.next += 1
      return { kind, text, at }
    }
    if (kind === 'string') {
      const parts: string[] = []
      // Adjacent quoted texts are one text, as in protobuf's own text format.
      for (; this.token.kind === 'string'; this.next += 1) parts.push(this.token.text)
      return { kind, text: parts.join(''), at }
    }
    this.fault(
      at,
      `The value of ${name.text} is missing: ${describe(this.token)} stands in its place.`,
      `Write a value after ${name.text}:`,
    )
    if (!this.is('}', '>') && kind !== 'end') this.next += 1
    return undefined
  }

  /** Leaves the rest of a line that makes no sense, but no bracket, so that the structure around it holds. */
  private skip(line = this.token.at.line): void {
    if (this.is('[', ']', ':')) this.next += 1
    while (this.token.kind !== 'end' && this.token.at.line === line && !this.is('{', '}', '<', '>')) this.next += 1
    if (this.is('{', '<') && this.token.at.line === line) this.message()
  }
}

function describe(token: Token): string {
  return token.kind === 'end' ? token.text : token.kind === 'string' ? 'a quoted text' : `“${token.text.slice(0, 40)}”`
}
