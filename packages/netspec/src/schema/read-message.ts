import type { FaultList } from '../faults.ts'
import { meant } from '../nearest.ts'
import { readNumeral } from '../text/numerals.ts'
import type { Field, Message, Value } from '../text/tree.ts'
import type { FieldForm, FieldTable, Values, ValuesOf } from './fields.ts'

export interface ReadScope {
  readonly faults: FaultList
  readonly layer?: string | undefined
  /** What the message is called in a fault: "convolution_param", "the network". */
  readonly where: string
}

/** Reads a message by its table: absent fields get their defaults, each field that does not fit becomes a fault. */
export function readMessage<F extends FieldTable>(source: Message, table: F, scope: ReadScope): ValuesOf<F> {
  const values: Record<string, unknown> = { ...absentValues(table) }
  const seen = new Set<string>()
  for (const field of source.fields) {
    const { name } = field
    const form = Object.hasOwn(table, name) ? table[name] : undefined
    if (form === undefined) {
      unknownField(field, Object.keys(table), scope)
      continue
    }
    if (form.kind === 'ignored') continue
    if (!form.isRepeated && seen.has(name)) givenTwice(field, scope)
    seen.add(name)
    const value = readValue(field, form, scope)
    if (value === undefined) continue
    if (!form.isRepeated) values[name] = value
    // The list of defaults is shared, so the first value starts a new one.
    else if (values[name] === form.absent) values[name] = [value]
    else (values[name] as unknown[]).push(value)
  }
  return values as ValuesOf<F>
}

/** Most fields of most messages are absent, and tables are few: their defaults are gathered once. */
const absent = new WeakMap<FieldTable, Values>()

function absentValues(table: FieldTable): Values {
  const known = absent.get(table)
  if (known !== undefined) return known
  const values = Object.fromEntries(Object.entries(table).map(([name, form]) => [name, form.absent]))
  absent.set(table, values)
  return values
}

export function givenTwice({ name, at }: Field, { faults, layer, where }: ReadScope): void {
  faults.warn(at, {
    code: 'given-twice',
    layer,
    message: `${where} has ${shown(name)} twice; this last one holds.`,
    remedy: 'Remove one of them.',
  })
}

export function unknownField(field: Field, known: readonly string[], { faults, layer, where }: ReadScope): void {
  faults.error(field.at, {
    code: 'unknown-field',
    layer,
    message: `${where} has no field ${shown(field.name)}.`,
    remedy: meant(field.name, known),
  })
}

function readValue(field: Field, form: FieldForm, scope: ReadScope): number | boolean | string | Values | undefined {
  const { value } = field
  const wrong = (expected: string, remedy?: string): undefined => {
    const found = value.kind === 'message' ? 'a message in braces' : `“${shown(value.text)}”`
    scope.faults.error(value.at, {
      code: 'wrong-value',
      layer: scope.layer,
      message: `${field.name} takes ${expected}, not ${found}.`,
      remedy,
    })
    return undefined
  }
  if (form.kind === 'message') {
    if (value.kind !== 'message') return wrong('a message in braces', `Write ${field.name} { … }.`)
    return readMessage(value, form.fields ?? {}, { ...scope, where: field.name })
  }
  if (value.kind === 'message') return wrong('a single value', `Write ${field.name}: … without braces.`)
  if (form.kind === 'number') return readNumber(value, form) ?? wrong(numberExpected(form))
  if (form.kind === 'bool') return readBool(value.text) ?? wrong('true or false')
  if (form.kind === 'string')
    return value.kind === 'string' ? value.text : wrong('a quoted text', `Write ${field.name}: "${shown(value.text)}".`)
  const words = form.words ?? []
  const word = value.kind === 'number' ? words[(readNumeral(value.text, true) ?? -1) - (form.first ?? 0)] : value.text
  if (word !== undefined && words.includes(word)) return word
  scope.faults.error(value.at, {
    code: 'unknown-word',
    layer: scope.layer,
    message: `${field.name} has no choice ${shown(value.text)}.`,
    remedy: meant(value.text, words),
  })
  return undefined
}

function readNumber(value: Value, form: FieldForm): number | undefined {
  if (value.kind !== 'number') return undefined
  const number = readNumeral(value.text, form.isInteger === true)
  if (number === undefined) return undefined
  if (number < (form.min ?? -Infinity) || number > (form.max ?? Infinity)) return undefined
  return number
}

function numberExpected({ isInteger, min, max }: FieldForm): string {
  const kind = isInteger === true ? 'a whole number' : 'a number'
  const isWide = max === undefined || max === 2 ** 31 - 1
  if (min === undefined || min === -(2 ** 31)) return isWide ? kind : `${kind} up to ${max}`
  return isWide ? `${kind} of at least ${min}` : `${kind} between ${min} and ${max}`
}

function readBool(text: string): boolean | undefined {
  if (text === 'true' || text === 'True' || text === 't' || text === '1') return true
  return text === 'false' || text === 'False' || text === 'f' || text === '0' ? false : undefined
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
