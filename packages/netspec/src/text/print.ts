import type { Field, Message, Scalar } from './tree.ts'

const escaped: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' }

/** The tree as text in one form: a field a line, two spaces a level, texts in double quotes, each value as it was written. */
export function print(message: Message): string {
  return lines(message.fields, '').join('')
}

function lines(fields: readonly Field[], indent: string): string[] {
  return fields.flatMap(({ name, value }) =>
    value.kind === 'message'
      ? [`${indent}${name} {\n`, ...lines(value.fields, `${indent}  `), `${indent}}\n`]
      : [`${indent}${name}: ${scalar(value)}\n`],
  )
}

function scalar({ kind, text }: Scalar): string {
  return kind === 'string' ? `"${text.replace(/["\\\n\t\r]/g, mark => escaped[mark] ?? mark)}"` : text
}
