import { type ChildProcess, spawn } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { AppError, messageOf } from './errors.js'
import { encodeFrame, type Frame, FrameReader } from './frames.js'

export interface ChildCommand {
  /** For log lines and errors. */
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  /** Scheduling priority, 0 to 19: higher leaves the processor to others. */
  niceness: number
}

/** What the child said about a request that it could not serve. */
export class ChildError extends Error {
  constructor(
    readonly code: string,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`)
    this.name = 'ChildError'
  }
}

export interface AskOptions {
  payload?: Buffer
  /** Longest silence about this request; then the child is killed. */
  timeoutMs: number
  /** Aborting asks the child to stop; the request then fails with the child's answer. */
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  /** How much work it is beside others, 1 where nothing is said: spreads long requests over the children. */
  weight?: number
}

interface Pending {
  resolve(frame: Frame): void
  reject(error: Error): void
  touch(): void
  weight: number
  onProgress: AskOptions['onProgress']
}

const START_MS = 60_000
/** A child that was asked to stop a request has this long to say so. */
const CANCEL_MS = 10_000

/** One process that answers frames. It speaks first: `{"ready": true, …}`. */
export class FramedChild {
  private readonly process: ChildProcess
  private readonly pending = new Map<number, Pending>()
  private readonly startTimer: NodeJS.Timeout
  private nextId = 1
  private lastWords = ''
  isReady = false
  isGone = false
  readonly gone: Promise<void>

  constructor(
    private readonly what: ChildCommand,
    onReady: () => void,
    onWords: (text: string) => void,
  ) {
    this.process = spawn(what.command, what.args, { env: what.env, stdio: ['pipe', 'pipe', 'pipe'] })
    this.startTimer = setTimeout(() => this.kill('did not start within 60 s'), START_MS)
    // Never before the service itself: an ordinary user may not ask for that.
    if (this.process.pid !== undefined) setPriority(this.process.pid, Math.max(what.niceness, getPriority()))
    const reader = new FrameReader()
    this.process.stdout?.on('data', (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) this.receive(frame, onReady)
      } catch (error) {
        this.kill(`answered nonsense (${messageOf(error)})`)
      }
    })
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.lastWords = chunk.toString().trim().slice(-500)
      onWords(this.lastWords)
    })
    // Writing to a child that has just died: its end tells the askers.
    this.process.stdin?.on('error', () => {})
    this.gone = new Promise(resolve => {
      this.process.once('error', error => this.end(error.message, resolve))
      this.process.once('close', (code, signal) => this.end(`ended with ${signal ?? `code ${code}`}`, resolve))
    })
  }

  get waiting(): number {
    return this.pending.size
  }

  get load(): number {
    return [...this.pending.values()].reduce((sum, { weight }) => sum + weight, 0)
  }

  get pid(): number | undefined {
    return this.process.pid
  }

  ask(
    header: Record<string, unknown>,
    { payload, timeoutMs, signal, onProgress, weight = 1 }: AskOptions,
  ): Promise<Frame> {
    const id = this.nextId++
    return new Promise<Frame>((resolve, reject) => {
      let timer: NodeJS.Timeout
      const touch = () => {
        clearTimeout(timer)
        timer = setTimeout(() => this.kill(`was silent for ${timeoutMs / 1000} s`), timeoutMs)
      }
      const cancel = () => {
        this.send({ type: 'cancel', id })
        clearTimeout(timer)
        timer = setTimeout(() => this.kill('did not stop when it was asked to'), CANCEL_MS)
      }
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
        this.pending.delete(id)
      }
      this.pending.set(id, {
        resolve: frame => {
          settle()
          resolve(frame)
        },
        reject: error => {
          settle()
          reject(error)
        },
        touch,
        weight,
        onProgress,
      })
      touch()
      this.send({ ...header, id }, payload)
      if (signal?.aborted) cancel()
      else signal?.addEventListener('abort', cancel, { once: true })
    })
  }

  /** Lets the child finish by itself: it ends with its standard input. After 5 s it is killed. */
  async close(): Promise<void> {
    this.process.stdin?.end()
    const late = setTimeout(() => this.process.kill('SIGKILL'), 5000)
    await this.gone
    clearTimeout(late)
  }

  private kill(why: string): void {
    this.lastWords = why
    this.process.kill('SIGKILL')
  }

  private send(header: Record<string, unknown>, payload?: Buffer): void {
    const input = this.process.stdin
    // In one write: the child wakes once.
    input?.cork()
    for (const part of encodeFrame(header, payload)) input?.write(part)
    input?.uncork()
  }

  private receive({ header, payload }: Frame, onReady: () => void): void {
    if (header['ready'] === true) {
      clearTimeout(this.startTimer)
      this.isReady = true
      onReady()
      return
    }
    const pending = this.pending.get(Number(header['id']))
    if (!pending) return
    const error = header['error'] as { code: string; reason: string } | undefined
    if (error) pending.reject(new ChildError(error.code, error.reason))
    else if (typeof header['done'] === 'number') {
      pending.touch()
      pending.onProgress?.(header['done'], Number(header['total']))
    } else pending.resolve({ header, payload })
  }

  private end(how: string, resolve: () => void): void {
    if (this.isGone) return
    this.isGone = true
    clearTimeout(this.startTimer)
    const why = this.lastWords ? `${how}: ${this.lastWords}` : how
    const error = new AppError('unavailable', `One ${this.what.name} process was lost (${why}).`, 'Try again.')
    for (const pending of [...this.pending.values()]) pending.reject(error)
    resolve()
  }
}
