type Scalar = string | number | boolean
type Value = Scalar | Fields | readonly string[] | readonly Fields[]

/** A message: its fields in their order, a list for a repeated one. `#` holds a comment. */
export interface Fields {
  readonly [name: string]: Value
}

/** Fields whose values are words of an enum, which stand without quotes. */
const enums = new Set(['pool', 'norm_region', 'operation'])
const longest = 80

/** Writes fields as prototxt, one a line; a message of plain fields within a layer is one line where it fits. */
export function write(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().flatMap(one => (typeof one === 'object' ? message(name, one) : scalar(name, one))),
  )
}

function message(name: string, fields: Fields): string[] {
  const inner = write(fields)
  const line = `${name} { ${inner.join(' ')} }`
  const isPlain =
    name !== 'layer' && Object.entries(fields).every(([field, value]) => typeof value !== 'object' && field !== '#')
  return isPlain && line.length <= longest ? [line] : [`${name} {`, ...inner.map(text => `  ${text}`), '}']
}

function scalar(name: string, value: Scalar): string {
  if (name === '#') return `# ${value}`
  return `${name}: ${typeof value === 'string' && !enums.has(name) ? `"${value}"` : value}`
}
