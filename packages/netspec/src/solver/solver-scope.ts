import type { FaultList } from '../faults.ts'
import type { ValuesOf } from '../schema/fields.ts'
import type { Message, Position } from '../text/tree.ts'
import type { solverFields } from './solver-fields.ts'

type Name = keyof typeof solverFields
interface More {
  readonly remedy?: string
}

/** The values of a solver text, and its faults, each at the field that it is about. */
export class SolverScope {
  constructor(
    readonly values: ValuesOf<typeof solverFields>,
    private readonly source: Message,
    private readonly faults: FaultList,
  ) {}

  has(field: Name): boolean {
    return this.source.fields.some(({ name }) => name === field)
  }

  error(code: string, field: Name, message: string, { remedy }: More = {}): void {
    this.faults.error(this.at(field), { code, message, remedy })
  }

  warn(code: string, field: Name, message: string, { remedy }: More = {}): void {
    this.faults.warn(this.at(field), { code, message, remedy })
  }

  /** A field that is not there is told at `near`, else at the beginning. */
  missing(field: Name, remedy: string, near: Name = field): void {
    const message = `The solver has no ${field}.`
    this.faults.error(this.at(near), { code: 'missing-field', message, remedy, subject: field })
  }

  private at(field: Name): Position {
    const found = this.source.fields.findLast(({ name }) => name === field)
    return found?.value.at ?? this.source.at
  }
}
