import { type ExitCode, Failure } from './outcome.js'

/** `--json`: one object on standard output and all else on standard error; otherwise plain lines. */
export class Output {
  constructor(private readonly isJson: boolean) {}

  /** Progress and remarks; never on standard output of a program's caller. */
  note(line: string): void {
    ;(this.isJson ? process.stderr : process.stdout).write(`${line}\n`)
  }

  /** The result: the object, or its lines for people. */
  result(object: unknown, lines: string[]): void {
    process.stdout.write(this.isJson ? `${JSON.stringify(object)}\n` : lines.map(line => `${line}\n`).join(''))
  }

  failure(error: unknown): ExitCode {
    const known = error instanceof Failure ? error : new Failure(error instanceof Error ? error.message : String(error))
    const { code, field, option, remedy, names, faults, isShown } = known.detail
    if (this.isJson && !isShown) {
      process.stdout.write(
        `${JSON.stringify({ error: { code: code ?? 'failed', message: known.message, field, remedy, names, faults } })}\n`,
      )
    }
    process.stderr.write(`fovea: ${option ? `${option}: ` : ''}${known.message}${remedy ? ` ${remedy}` : ''}\n`)
    return known.exit
  }
}

/** A state as people and scripts read it: waiting-for-dataset. */
export const word = (state: string) => state.toLowerCase().replaceAll('_', '-')

export const percent = (share: number | null | undefined) => (share == null ? '–' : `${(share * 100).toFixed(1)} %`)

/** Columns side by side, as wide as their widest cell. */
export function table(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)))
  return all.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
