import { AppError } from './errors.js'
import { type AskOptions, type ChildCommand, FramedChild } from './framed-child.js'
import type { Frame } from './frames.js'
import type { Logger } from './logger.js'

export interface ChildPoolOptions extends ChildCommand {
  /** How many processes. */
  size: number
  /** Most requests that wait for one process; more are refused. */
  maxWaiting?: number
}

/** A child that dies young is started again after 0.1 s, 0.2 s … 5 s. */
const backOffMs = (deaths: number) => Math.min(100 * 2 ** deaths, 5000)

/** How long a request waits for a child while none lives. */
const START_AGAIN_MS = 10_000

/**
 * A fixed number of child processes that answer frames (`frames.ts`), each restarted when it dies. A request goes to the child with the least to do;
 * one whose child dies fails with `unavailable` and is the caller's to repeat.
 */
export class ChildPool {
  private readonly children: FramedChild[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private isClosing = false

  constructor(
    private readonly options: ChildPoolOptions,
    private readonly logger: Logger,
  ) {
    for (let slot = 0; slot < options.size; slot++) this.start(slot, 0)
  }

  get size(): number {
    return this.options.size
  }

  /** Sends one request; its `id` is set here. Fails with `ChildError` (the child's own refusal) or `AppError` unavailable. */
  async ask(header: Record<string, unknown>, options: AskOptions): Promise<Frame> {
    const child = this.leastBusy() ?? (await this.nextAlive())
    if (child.waiting >= (this.options.maxWaiting ?? 64)) {
      throw new AppError('unavailable', `All ${this.options.name} processes are busy.`, 'Try again in a moment.')
    }
    return child.ask(header, options)
  }

  private leastBusy(): FramedChild | undefined {
    const alive = this.children.filter(child => !child.isGone)
    return alive.sort((a, b) => a.load - b.load || Number(b.isReady) - Number(a.isReady))[0]
  }

  /** Waits while all children are being started again. */
  private async nextAlive(): Promise<FramedChild> {
    const end = Date.now() + START_AGAIN_MS
    while (!this.isClosing && Date.now() < end) {
      await new Promise(resolve => setTimeout(resolve, 50))
      const child = this.leastBusy()
      if (child) return child
    }
    throw new AppError('unavailable', `No ${this.options.name} process is running just now.`, 'Try again in a moment.')
  }

  /** For readiness: answers when at least one child does. */
  async probe(): Promise<void> {
    if (!this.children.some(child => child.isReady && !child.isGone)) {
      throw new Error(`no ${this.options.name} process answers`)
    }
  }

  async close(): Promise<void> {
    this.isClosing = true
    for (const timer of this.timers) clearTimeout(timer)
    await Promise.all(this.children.map(child => child.close()))
  }

  private start(slot: number, deaths: number): void {
    let failures = deaths
    const child = new FramedChild(
      this.options,
      () => {
        failures = 0
      },
      words => this.logger.warn({ child: this.options.name, words }, 'a child process said'),
    )
    this.children[slot] = child
    void child.gone.then(() => {
      if (this.isClosing) return
      this.logger.warn({ child: this.options.name, pid: child.pid }, 'a child process was lost; another one starts')
      const timer = setTimeout(() => {
        this.timers.delete(timer)
        this.start(slot, failures + 1)
      }, backOffMs(failures))
      this.timers.add(timer)
    })
  }
}
