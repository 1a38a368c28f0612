import { hostname } from 'node:os'
import { LOGGER, type Logger, messageOf } from '@fovea/service-kit'
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common'
import { v7 } from 'uuid'

/** Thrown where a step is given up because its build is to stop, or this process. */
export class Stopped extends Error {
  override name = 'Stopped'
}

interface Work {
  stop: AbortController
  ended: Promise<unknown>
}

const RENEW_MS = 1000
const STOP_MS = 15_000

/** The steps that this process works on: each renews its lease, and can be stopped with its build. */
@Injectable()
export class Leases implements BeforeApplicationShutdown {
  private readonly process = `${hostname()}/${process.pid}/${v7()}`
  private readonly works = new Map<string, Set<Work>>()
  private steps = 0
  isClosing = false

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** A name for a lease: this process and the step. */
  newOwner(): string {
    this.steps += 1
    return `${this.process}/${this.steps}`
  }

  /** Runs `work` while `renew` says yes; its signal tells it to stop. */
  async keep<T>(build: string, renew: () => Promise<boolean>, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    if (this.isClosing) throw new Stopped()
    const timer = setInterval(() => {
      renew().then(
        isMine => isMine || stop.abort(new Stopped()),
        // The server is away: go on, and let the end of the step find out.
        error => this.logger.debug({ build, error: messageOf(error) }, 'a lease was not renewed'),
      )
    }, RENEW_MS)
    const running = work(stop.signal)
    const entry = { stop, ended: running.catch(() => undefined) }
    const works = this.works.get(build) ?? new Set()
    this.works.set(build, works.add(entry))
    try {
      return await running
    } finally {
      clearInterval(timer)
      works.delete(entry)
      if (works.size === 0) this.works.delete(build)
    }
  }

  /** Whether a lease is a dead process's of this machine; its work need not wait for the lease to run out. */
  isDead(owner: string): boolean {
    const [host, pid] = owner.split('/')
    if (host !== hostname() || owner.startsWith(`${this.process}/`)) return false
    return Number(pid) === process.pid || !isRunning(Number(pid))
  }

  /** Stops what this process does for a build and waits for it, 15 s at most. */
  async stop(build: string): Promise<void> {
    const works = [...(this.works.get(build) ?? [])]
    for (const { stop } of works) stop.abort(new Stopped())
    const late = new Promise(resolve => setTimeout(resolve, STOP_MS).unref())
    await Promise.race([Promise.all(works.map(({ ended }) => ended)), late])
  }

  /** Before queues and database close: steps in hand are given up, not waited for. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true
    await Promise.all([...this.works.keys()].map(build => this.stop(build)))
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
