/** One try at executing a run, as the launcher sees it. */
export interface Attempt {
  id: string
  /** cpu, cuda:0 … */
  device: string
  /** The worker's only input, docs/contracts.md. */
  spec: object
}

/** An attempt of which the executor knows. */
export interface Execution {
  attempt: string
  isAlive: boolean
}

/**
 * The port to whatever executes attempts; the rest of jobs cannot tell one from another. Every verb is idempotent by attempt: repeated
 * after a crash, it does what is still missing.
 */
export abstract class Launcher {
  /** Called when a process is known to have ended; `list` tells the same to whoever asks later. */
  protected ended: () => void = () => {}

  onEnd(listener: () => void): void {
    this.ended = listener
  }

  abstract start(attempt: Attempt): Promise<void>
  /** Asks the process to save and go. */
  abstract stop(attempt: string): Promise<void>
  /** Ends it at once. */
  abstract kill(attempt: string): Promise<void>
  abstract list(): Promise<Execution[]>
  /** What a dead process said last, and its exit code where somebody saw it. */
  abstract lastWords(attempt: string): Promise<{ words: string; exitCode: number | undefined }>
  /** Forgets an attempt that is over. */
  abstract clear(attempt: string): Promise<void>
}
