/** How one field of a message is written: its kind, whether it repeats, what holds when it is absent. */
export interface FieldForm<T = unknown> {
  readonly kind: 'number' | 'bool' | 'string' | 'enum' | 'message' | 'ignored'
  readonly isRepeated: boolean
  /** Value when the text has none; never changed. */
  readonly absent: T
  readonly isInteger?: boolean
  readonly min?: number
  readonly max?: number
  readonly words?: readonly string[]
  readonly first?: number
  readonly fields?: FieldTable
}

export type FieldTable = Readonly<Record<string, FieldForm>>
export type ValuesOf<F extends FieldTable> = { readonly [K in keyof F]: F[K] extends FieldForm<infer T> ? T : never }
export type Values = Readonly<Record<string, unknown>>

interface Range {
  readonly min?: number
  readonly max?: number
}
const integers = { kind: 'number', isInteger: true, min: -(2 ** 31), max: 2 ** 31 - 1 } as const

export function int(options: Range & { default: number }): FieldForm<number>
export function int(options?: Range): FieldForm<number | undefined>
export function int({ default: absent, ...range }: Range & { default?: number } = {}): FieldForm<number | undefined> {
  return { ...integers, isRepeated: false, absent, ...range }
}

export function ints(range: Range = {}): FieldForm<readonly number[]> {
  return { ...integers, isRepeated: true, absent: [], ...range }
}

export function float(absent: number, range?: Range): FieldForm<number>
export function float(absent?: undefined, range?: Range): FieldForm<number | undefined>
export function float(absent?: number, range: Range = {}): FieldForm<number | undefined> {
  return { kind: 'number', isRepeated: false, absent, ...range }
}

export function floats(range: Range = {}): FieldForm<readonly number[]> {
  return { kind: 'number', isRepeated: true, absent: [], ...range }
}

export function bool(absent: boolean): FieldForm<boolean>
export function bool(): FieldForm<boolean | undefined>
export function bool(absent?: boolean): FieldForm<boolean | undefined> {
  return { kind: 'bool', isRepeated: false, absent }
}

export function bools(): FieldForm<readonly boolean[]> {
  return { kind: 'bool', isRepeated: true, absent: [] }
}

export function string(): FieldForm<string | undefined> {
  return { kind: 'string', isRepeated: false, absent: undefined }
}

export function strings(): FieldForm<readonly string[]> {
  return { kind: 'string', isRepeated: true, absent: [] }
}

/** `first` is the number of the first word, which caffe.proto counts from 0 or 1. */
export function choice<const W extends readonly string[]>(
  words: W,
  absent: W[number],
  first?: number,
): FieldForm<W[number]>
export function choice<const W extends readonly string[]>(words: W): FieldForm<W[number] | undefined>
export function choice(words: readonly string[], absent?: string, first = 0): FieldForm<string | undefined> {
  return { kind: 'enum', isRepeated: false, words, absent, first }
}

export function message<F extends FieldTable>(fields: F): FieldForm<ValuesOf<F> | undefined> {
  return { kind: 'message', isRepeated: false, fields, absent: undefined }
}

export function messages<F extends FieldTable>(fields: F): FieldForm<readonly ValuesOf<F>[]> {
  return { kind: 'message', isRepeated: true, fields, absent: [] }
}

/** A known field that changes nothing here, such as Caffe's choice of engine. */
export function ignored(): FieldForm<undefined> {
  return { kind: 'ignored', isRepeated: true, absent: undefined }
}
