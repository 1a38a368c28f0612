import { AppError } from './errors.js'

export interface SortKey {
  /** SQL of a value that is never null. */
  sql: string
  /** Its PostgreSQL type, of which the text form loses nothing. */
  type: 'text' | 'uuid' | 'timestamptz' | 'float8' | 'integer'
  isDescending: boolean
}

export interface Keyset {
  orderBy: string
  /** SQL of the cursor of a row. */
  cursor: string
  /** SQL that holds for rows behind the cursor, with its values from `$from` on. */
  isBehind: string
  values: string[]
}

/**
 * An order in which pages can be read: each begins behind the values that the last row was sorted by. The last key makes rows distinct. `after`:
 * cursor of a row in the order of this name, empty = from the beginning; another one is refused.
 */
export function keyset(name: string, keys: SortKey[], after: string, from: number): Keyset {
  const texts = keys.map(({ sql }) => `(${sql})::text`).join(', ')
  return {
    orderBy: keys.map(({ sql, isDescending }) => `${sql} ${isDescending ? 'DESC' : 'ASC'}`).join(', '),
    cursor: `translate(encode(convert_to(json_build_array('${name}', ${texts})::text, 'UTF8'), 'base64'), E'\\n', '')`,
    isBehind: after === '' ? 'TRUE' : behind(keys, from),
    values: after === '' ? [] : valuesOf(name, keys, after),
  }
}

function behind(keys: SortKey[], from: number): string {
  return keys.reduceRight((inner, { sql, type, isDescending }, i) => {
    const value = `$${from + i}::${type}`
    const beyond = `${sql} ${isDescending ? '<' : '>'} ${value}`
    return inner === '' ? beyond : `(${beyond} OR (${sql} = ${value} AND ${inner}))`
  }, '')
}

const FORMS: Record<SortKey['type'], RegExp> = {
  text: /^[^\0]*$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  timestamptz: /^(-?infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/,
  float8: /^-?\d+(\.\d+)?(e[+-]\d+)?$/,
  integer: /^-?\d{1,9}$/,
}

function valuesOf(name: string, keys: SortKey[], after: string): string[] {
  const values = read(after)
  const isOurs =
    values?.length === keys.length + 1 &&
    values[0] === name &&
    keys.every(({ type }, i) => FORMS[type].test(String(values[i + 1])))
  if (!isOurs)
    throw new AppError(
      'invalid',
      'This cursor is not one of this list in this order.',
      'Begin with the first page, and hand on the `endCursor` of each to the next.',
    )
  return (values as unknown[]).slice(1).map(String)
}

function read(after: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64').toString('utf8'))
    return Array.isArray(values) ? values : undefined
  } catch {
    return undefined
  }
}

/** What a page request says of its order. */
interface Wanted {
  sort?: string | undefined
  isReversed?: boolean | undefined
  after: string
}

/**
 * The order that a list is asked for: one of its sorts by name (none = the first), then `id`, newest first; reversed as a whole. What stands
 * `before` it is never reversed.
 */
export function orderFrom(
  sorts: Map<string, SortKey[]>,
  { sort, isReversed = false, after }: Wanted,
  id: string,
  from: number,
  before: SortKey[] = [],
): Keyset {
  const names = [...sorts.keys()]
  const name = sort || (names[0] as string)
  const keys = sorts.get(name)
  if (!keys) throw new AppError('invalid', `This list is not sorted by ${name}.`, `Choose ${names.join(', ')}.`)
  const own = [...keys, { sql: id, type: 'uuid', isDescending: true } satisfies SortKey].map(key => ({
    ...key,
    isDescending: key.isDescending !== isReversed,
  }))
  return keyset(`${name}${isReversed ? '-' : ''}${before.length}`, [...before, ...own], after, from)
}
