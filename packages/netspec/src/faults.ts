import { limits } from './limits.ts'
import type { Position } from './text/tree.ts'

export type Severity = 'error' | 'warning'

/** One thing that is wrong with a network, with its place in the text and what to do about it. */
export interface Fault {
  readonly severity: Severity
  readonly code: string
  readonly line: number
  readonly column: number
  readonly layer?: string
  readonly message: string
  readonly remedy?: string
}

export interface FaultText {
  readonly code: string
  readonly message: string
  readonly remedy?: string | undefined
  readonly layer?: string | undefined
  /** Tells apart faults of one code at one place. */
  readonly subject?: string | undefined
}

/** Collects faults; the same one found in several phases counts once, and the list is bounded. */
export class FaultList {
  private readonly faults = new Map<string, Fault>()
  private errors = 0

  error(at: Position, fault: FaultText): void {
    this.add('error', at, fault)
  }

  warn(at: Position, fault: FaultText): void {
    this.add('warning', at, fault)
  }

  get hasErrors(): boolean {
    return this.errors > 0
  }

  get isFull(): boolean {
    return this.faults.size >= limits.faults
  }

  /** In the order of the text. */
  list(): Fault[] {
    return [...this.faults.values()].sort((a, b) => a.line - b.line || a.column - b.column)
  }

  private add(severity: Severity, at: Position, { code, message, remedy, layer, subject }: FaultText): void {
    if (severity === 'error') this.errors += 1
    const key = `${code}\n${at.line}\n${at.column}\n${layer}\n${subject}`
    // Warnings leave room, so that a text that is refused always says why.
    const most = severity === 'error' ? limits.faults : limits.faults / 2
    if (this.faults.has(key) || this.faults.size >= most) return
    this.faults.set(key, {
      severity,
      code,
      line: at.line,
      column: at.column,
      ...(layer === undefined ? {} : { layer }),
      message,
      ...(remedy === undefined ? {} : { remedy }),
    })
  }
}

/** Thrown by a layer's rule; the compiler turns it into a fault at that layer. */
export class LayerFault extends Error {
  constructor(readonly fault: FaultText) {
    super(fault.message)
  }
}
