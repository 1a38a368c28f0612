import type { FaultList } from '../faults.ts'
import { limits } from '../limits.ts'
import { type Token, tokenize } from './tokens.ts'
import type { Field, Message, Position, Value } from './tree.ts'

const start: Position = { line: 1, column: 1 }
/** Messages that may hold a whole layer. */
const holders: readonly string[] = ['layers', 'net_param', 'train_net_param', 'test_net_param']

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
    return { kind: 'message', fields: this.fields(), at: start }
  }

  private get token(): Token {
    return (this.tokens[this.next] ?? this.tokens.at(-1)) as Token
  }

  private is(mark: string): boolean {
    const { kind, text } = this.token
    return kind === 'mark' && text === mark
  }

  private get opens(): boolean {
    return this.is('{') || this.is('<')
  }

  private get closes(): boolean {
    return this.is('}') || this.is('>')
  }

  private fault(at: Position, message: string, remedy?: string): void {
    this.faults.error(at, { code: 'syntax', message, remedy })
  }

  /** Fields up to the mark that closes `open`, or to the end of the text; `owner` is the message that they are of. */
  private fields(open?: Token, owner = ''): Field[] {
    const close = open === undefined ? undefined : open.text === '{' ? '}' : '>'
    const fields: Field[] = []
    for (;;) {
      if (this.token.kind === 'end' || (open !== undefined && this.beginsLayer(owner))) {
        if (open !== undefined)
          this.fault(open.at, `This ${open.text} is never closed.`, `Add ${close} where its part ends.`)
        return fields
      }
      if (this.closes) {
        if (this.token.text === close) {
          this.next += 1
          return fields
        }
        this.fault(this.token.at, `This ${this.token.text} closes nothing.`, 'Remove it.')
        this.next += 1
      } else if (this.is(',') || this.is(';')) this.next += 1
      else if (this.token.kind === 'word') this.field(fields)
      else {
        this.fault(this.token.at, `A field name is expected here, not ${describe(this.token)}.`)
        this.skip()
      }
    }
  }

  /** A layer within another message means that this one was not closed; the rest of the text is still read as meant. */
  private beginsLayer(owner: string): boolean {
    const { kind, text } = this.token
    if (kind !== 'word' || (text !== 'layer' && text !== 'layers') || holders.includes(owner)) return false
    return this.tokens[this.next + 1]?.text === '{' && this.tokens[this.next + 1]?.kind === 'mark'
  }

  private field(fields: Field[]): void {
    const name = this.token
    this.next += 1
    const hasColon = this.is(':')
    if (hasColon) this.next += 1
    const push = (value: Value | undefined) => {
      if (value !== undefined) fields.push({ name: name.text, value, at: name.at })
    }
    if (this.opens) push(this.message(name.text))
    else if (this.is('[')) this.list(name, push)
    else if (hasColon) push(this.scalar(name))
    else {
      this.fault(
        this.token.at,
        `After ${name.text} comes : and a value, or { and fields, not ${describe(this.token)}.`,
        `Write ${name.text}: … or ${name.text} { … }.`,
      )
      this.skip(name.at.line)
    }
  }

  /** Values in brackets are as many fields of one name. */
  private list(name: Token, push: (value: Value | undefined) => void): void {
    const open = this.token
    this.next += 1
    while (!this.is(']')) {
      if (this.token.kind === 'end' || this.closes) {
        this.fault(open.at, 'This [ is never closed.', 'Add ] at the end of the list.')
        return
      }
      if (this.is(',')) this.next += 1
      else push(this.opens ? this.message(name.text) : this.scalar(name))
    }
    this.next += 1
  }

  private message(name = ''): Message | undefined {
    const open = this.token
    this.next += 1
    if (this.depth < limits.depth) {
      this.depth += 1
      const fields = this.fields(open, name)
      this.depth -= 1
      return { kind: 'message', fields, at: open.at }
    }
    this.faults.error(open.at, {
      code: 'too-deep',
      message: `Messages are nested more than ${limits.depth} deep; no network needs that.`,
    })
    this.leave()
    return undefined
  }

  /** Goes behind the mark that closes the message just begun, without looking at what it holds. */
  private leave(): void {
    for (let depth = 1; depth > 0 && this.token.kind !== 'end'; this.next += 1) {
      if (this.opens) depth += 1
      else if (this.closes) depth -= 1
    }
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
    if (!this.closes && kind !== 'end') this.next += 1
    return undefined
  }

  /** Leaves the rest of a line that makes no sense, but no bracket, so that the structure around it holds. */
  private skip(line = this.token.at.line): void {
    if (this.is('[') || this.is(']') || this.is(':')) this.next += 1
    while (this.token.kind !== 'end' && this.token.at.line === line && !this.opens && !this.closes) this.next += 1
    if (this.opens && this.token.at.line === line) this.message()
  }
}

function describe(token: Token): string {
  return token.kind === 'end' ? token.text : token.kind === 'string' ? 'a quoted text' : `“${token.text.slice(0, 40)}”`
}
