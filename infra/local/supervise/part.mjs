import { spawn } from 'node:child_process'
import { closeSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeJson } from '../files.mjs'
import { afterDeath } from './backoff.mjs'
import { openLog } from './log-file.mjs'
import { endGroup, identify } from './processes.mjs'

/**
 * @typedef {object} PartSpec
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} env
 * @property {string} [cwd]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {number} [port] the port people would look at
 * @property {string} [needs] a file without which the part cannot start, such as its built main.js
 * @property {() => Promise<void> | void} [prepare] runs before each start
 * @property {() => Promise<boolean>} ready
 * @property {'SIGTERM' | 'SIGINT'} [stopSignal]
 * @property {number} [stopMs] how long it may take to stop
 */

/** One supervised process: started, watched, started again after a pause, ended with its whole group. */
export class Part {
  state = 'stopped'
  restarts = 0
  failures = 0
  lastExit = null
  child = undefined
  startedAt = undefined

  /** @param {PartSpec} spec */
  constructor(spec, folders, changed) {
    this.spec = spec
    this.log = join(folders.logs, `${spec.name}.log`)
    this.record = join(folders.run, 'parts', `${spec.name}.json`)
    this.changed = changed
  }

  #become(state) {
    if (this.state === state) return
    this.state = state
    this.changed(this)
  }

  /** Starts the process and keeps it alive until `stop`. */
  async start() {
    const { spec } = this
    this.wanted = true
    if (spec.needs && !existsSync(spec.needs)) {
      this.lastExit = `${spec.needs} is missing: build it (./fovea up builds what has changed)`
      return this.#become('failed')
    }
    this.#become('starting')
    try {
      await spec.prepare?.()
    } catch (error) {
      return this.#died(error.message, 0)
    }
    if (!this.wanted) return
    const log = openLog(this.log)
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      uid: spec.uid,
      gid: spec.gid,
      detached: true, // a group of its own: Ctrl-C reaches only the supervisor, and the group can be ended as a whole
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    const startedAt = Date.now()
    child.once('error', error => this.#died(`cannot be started: ${error.message}`, 0))
    if (child.pid === undefined) return
    this.child = { pid: child.pid, ...identify(child.pid) }
    this.startedAt = startedAt
    writeJson(this.record, this.child)
    this.changed(this)
    child.once('exit', (code, signal) =>
      this.#died(signal ? `ended by ${signal}` : `exit code ${code}`, Date.now() - startedAt),
    )
    this.#watch(child)
  }

  async #watch(child) {
    while (child.exitCode === null && child.signalCode === null && this.wanted) {
      const ready = await this.spec.ready().catch(() => false)
      if (child.exitCode !== null || child.signalCode !== null || !this.wanted) return
      this.#become(ready ? 'ready' : this.state === 'ready' ? 'unready' : this.state)
      await sleep(this.state === 'ready' ? 2000 : 100, undefined, { ref: false })
    }
  }

  async #died(reason, livedMs) {
    this.lastExit = `${reason} at ${new Date().toISOString()}`
    const former = this.child
    this.child = undefined
    if (!this.wanted) return
    const { failures, delayMs } = afterDeath(this.failures, livedMs)
    this.failures = failures
    this.restarts += 1
    this.#become('restarting')
    // What the dead process leaves in its group would hold its ports and files.
    if (former) await endGroup(former, 'SIGKILL', 0)
    await sleep(delayMs, undefined, { ref: false })
    if (this.wanted) await this.start()
  }

  async stop() {
    this.wanted = false
    const { child, spec } = this
    if (child) {
      this.#become('stopping')
      await endGroup(child, spec.stopSignal ?? 'SIGTERM', spec.stopMs ?? 10_000)
    }
    rmSync(this.record, { force: true })
    this.#become('stopped')
  }

  describe() {
    return {
      name: this.spec.name,
      state: this.state,
      pid: this.child?.pid ?? null,
      port: this.spec.port ?? null,
      restarts: this.restarts,
      startedAt: this.child ? new Date(this.startedAt).toISOString() : null,
      lastExit: this.lastExit,
    }
  }
}
