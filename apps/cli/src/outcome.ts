/** What a verb ends with: 0 done, 1 failed, 2 usage, 3 not found. */
export const EXIT = { done: 0, failed: 1, usage: 2, notFound: 3 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

interface Detail {
  code?: string
  field?: string | null
  /** What was typed for the field, for people. */
  option?: string | undefined
  remedy?: string | null
  names?: string[]
  faults?: unknown[]
  /** The result on standard output already says it: `--json` prints one object only. */
  isShown?: true
}

/** A failure with a sentence for people and a code for programs. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exit: ExitCode = EXIT.failed,
    readonly detail: Detail = {},
  ) {
    super(message)
  }
}

interface Refusal {
  code: string
  field?: string | null
  message: string
  remedy?: string | null
  names: string[]
}

interface Fault {
  line: number
  column: number
  message: string
  remedy?: string | null
  severity: string
}

type Union = { __typename?: string } & Record<string, unknown>

/** The wanted member of a result union; the other members become failures. `optionOf` tells which option a field was given by. */
export function expect<T extends Union, N extends T['__typename']>(
  result: T,
  typeName: N,
  optionOf: (field: string | null | undefined) => string | undefined = () => undefined,
): Extract<T, { __typename?: N }> {
  if (result.__typename === typeName) return result as Extract<T, { __typename?: N }>
  if (result.__typename === 'NetworkInvalid') {
    const faults = result.faults as Fault[]
    const lines = faults.map(fault => `${fault.line}:${fault.column} ${fault.message}`)
    throw new Failure(`The network does not fit.\n${lines.join('\n')}`, EXIT.failed, {
      code: 'network-invalid',
      faults,
    })
  }
  const { code, message, field, remedy, names } = result as unknown as Refusal
  const detail = { code, field, option: optionOf(field), remedy, names }
  throw new Failure(message, code === 'not-found' ? EXIT.notFound : EXIT.failed, detail)
}
