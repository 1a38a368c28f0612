import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'

export interface Command {
  name: string
  command: string
  args: string[]
  cwd: string
  env: Record<string, string>
  /** Where standard output and error go. */
  log: string
  /** User and group to become; absent: the test's own. */
  uid?: number
}

/** A process of a test: it dies with the test's process whatever happens, and its end can be waited for. */
export class Child {
  private readonly process: ChildProcess
  readonly ended: Promise<void>

  constructor(private readonly what: Command) {
    const identity = what.uid ? ['--reuid', `${what.uid}`, '--regid', `${what.uid}`, '--clear-groups'] : []
    this.process = spawn('setpriv', [...identity, '--pdeathsig', 'KILL', what.command, ...what.args], {
      cwd: what.cwd,
      env: what.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const log = createWriteStream(what.log, { flags: 'a' })
    this.process.stdout?.pipe(log, { end: false })
    this.process.stderr?.pipe(log, { end: false })
    this.ended = new Promise(resolve => {
      this.process.once('error', () => resolve())
      this.process.once('close', () => log.end(resolve))
    })
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error(`${this.what.name} did not start`)
    return this.process.pid
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /** Sends the signal and waits for the end; after 20 s it is killed. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal)
    const late = setTimeout(() => this.process.kill('SIGKILL'), 20_000)
    await this.ended
    clearTimeout(late)
  }

  /** Waits until `isReady` is true; a process that ends before, or 60 s, fail with the end of its log. */
  async ready(isReady: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 60_000
    while (!(await isReady().catch(() => false))) {
      if (!this.isRunning || Date.now() > end) {
        const log = readFileSync(this.what.log, 'utf8').slice(-4000)
        throw new Error(`${this.what.name} ${this.isRunning ? 'is not ready after 60 s' : 'ended'}:\n${log}`)
      }
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}
