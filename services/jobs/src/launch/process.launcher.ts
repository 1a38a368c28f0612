import { spawn } from 'node:child_process'
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOGGER, type Logger } from '@fovea/service-kit'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { type Attempt, type Execution, Launcher } from './launcher.js'
import {
  foldersIn,
  type Identity,
  isRunning,
  parseIdentity,
  readOptional,
  START_SCRIPT,
} from './process-identity.client.js'
import { tokenOf } from './token.js'

/** A folder claimed this long ago without a process in it: the process died in its first instant. */
const CLAIM_MS = 10_000

/** Runs attempts as processes of this machine, each in a folder and a process group of its own; they outlive jobs and are found again. */
@Injectable()
export class ProcessLauncher extends Launcher implements OnModuleInit {
  private readonly exits = new Map<string, number>()
  /** Started by this process and not yet ended. */
  private readonly started = new Set<string>()

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super()
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.config.FOVEA_ATTEMPTS_DIR, { recursive: true, mode: 0o700 })
    await mkdir(this.config.FOVEA_CACHE_DIR, { recursive: true, mode: 0o700 })
  }

  async start({ id, device, spec }: Attempt): Promise<void> {
    const folder = this.folder(id)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (this.started.has(id) || (await this.identity(id))) return
    await writeFile(join(folder, 'spec.json.part'), JSON.stringify(spec), { mode: 0o600 })
    await rename(join(folder, 'spec.json.part'), join(folder, 'spec.json'))
    const out = await open(join(folder, 'stdout'), 'a', 0o600)
    const err = await open(join(folder, 'stderr'), 'a', 0o600)
    try {
      const worker = [this.config.FOVEA_PYTHON_WORKER, '-m', 'fovea_worker', 'train']
      const paths = ['--spec', join(folder, 'spec.json'), '--work', folder]
      const child = spawn('/bin/sh', ['-c', START_SCRIPT, folder, ...worker, ...paths], {
        cwd: folder,
        detached: true,
        env: this.environment(id, device, folder),
        stdio: ['ignore', out.fd, err.fd],
      })
      this.started.add(id)
      child.on('error', error => {
        this.started.delete(id)
        this.logger.error({ err: error, attempt: id }, 'the worker could not be started')
      })
      child.on('exit', code => {
        this.started.delete(id)
        if (code !== null) this.exits.set(id, code)
        this.ended()
      })
      child.unref()
    } finally {
      await out.close()
      await err.close()
    }
  }

  async stop(attempt: string): Promise<void> {
    // Once: a second signal would tell the worker nothing.
    const told = join(this.folder(attempt), 'stopping')
    if ((await readOptional(told)) === undefined && (await this.signal(attempt, 'SIGTERM'))) await writeFile(told, '')
  }

  async kill(attempt: string): Promise<void> {
    await this.signal(attempt, 'SIGKILL')
  }

  async list(): Promise<Execution[]> {
    const attempts = await foldersIn(this.config.FOVEA_ATTEMPTS_DIR)
    const found = await Promise.all(attempts.map(async attempt => ({ attempt, is: await this.look(attempt) })))
    return found.flatMap(({ attempt, is }) => (is === 'none' ? [] : [{ attempt, isAlive: is === 'alive' }]))
  }

  async lastWords(attempt: string) {
    const words = (await readOptional(join(this.folder(attempt), 'stderr'))) ?? ''
    return { words: words.slice(-16_384), exitCode: this.exits.get(attempt) }
  }

  async clear(attempt: string): Promise<void> {
    this.exits.delete(attempt)
    await rm(this.folder(attempt), { recursive: true, force: true })
  }

  private folder(attempt: string): string {
    return join(this.config.FOVEA_ATTEMPTS_DIR, attempt)
  }

  /** A folder without a process in it is `none`, unless the start has been claimed and may still be under way. */
  private async look(attempt: string): Promise<'alive' | 'dead' | 'none'> {
    const identity = await this.identity(attempt)
    if (identity) return (await isRunning(identity)) ? 'alive' : 'dead'
    if (this.started.has(attempt)) return 'alive'
    const claim = await stat(join(this.folder(attempt), 'claim')).catch(() => undefined)
    if (!claim) return this.exits.has(attempt) ? 'dead' : 'none'
    return Date.now() - claim.mtimeMs < CLAIM_MS ? 'alive' : 'dead'
  }

  private async identity(attempt: string): Promise<Identity | undefined> {
    return parseIdentity((await readOptional(join(this.folder(attempt), 'pid'))) ?? '')
  }

  /** To the whole group; false when there is no such process any more. */
  private async signal(attempt: string, signal: NodeJS.Signals): Promise<boolean> {
    const identity = await this.identity(attempt)
    if (!identity || !(await isRunning(identity))) return false
    try {
      return process.kill(-identity.pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
      throw error
    }
  }

  /** Nothing of this service's own environment: no key, no address. */
  private environment(attempt: string, device: string, folder: string): Record<string, string> {
    const threads = String(this.config.FOVEA_WORKER_THREADS)
    const libraries = this.config.LD_LIBRARY_PATH
    return {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
      LANG: 'C.UTF-8',
      HOME: folder,
      PYTHONPATH: this.config.FOVEA_WORKER_PATH,
      PYTHONDONTWRITEBYTECODE: '1',
      FOVEA_ATTEMPT_TOKEN: tokenOf(this.config.FOVEA_ACTOR_KEY, attempt),
      FOVEA_CACHE_DIR: this.config.FOVEA_CACHE_DIR,
      OMP_NUM_THREADS: threads,
      CUDA_VISIBLE_DEVICES: device.startsWith('cuda:') ? device.slice('cuda:'.length) : '',
    }
  }
}
