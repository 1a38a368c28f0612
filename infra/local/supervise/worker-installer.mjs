import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { join } from 'node:path'
import { writeJson } from '../files.mjs'
import { clone } from '../place.mjs'
import { workerReady } from '../setup/worker.mjs'
import { openLog } from './log-file.mjs'
import { endGroup, identify } from './processes.mjs'

const AGAIN_MS = 60_000

/** Brings PyTorch while the platform is in use already; tries again after a failure, and goes on at the next `up`. */
export class WorkerInstaller {
  constructor(tools, homeId) {
    this.tools = tools
    this.homeId = homeId
  }

  start() {
    if (workerReady(this.tools.worker)) {
      return writeJson(this.tools.workerInstall, { state: 'ready', percent: 100, message: 'PyTorch is installed.' })
    }
    const log = openLog(join(this.tools.logs, 'worker.log'))
    const env = { ...process.env, FOVEA_HOME_ID: this.homeId, FOVEA_PART: 'installer' }
    const child = spawn('nice', [process.execPath, join(clone, 'infra/local/main.mjs'), 'install-worker'], {
      detached: true,
      env,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    child.once('error', () => this.#again())
    if (child.pid === undefined) return
    this.child = identify(child.pid)
    child.once('exit', code => {
      this.child = undefined
      if (code !== 0) this.#again()
    })
  }

  #again() {
    if (!this.stopped) this.timer = setTimeout(() => this.start(), AGAIN_MS)
  }

  async stop() {
    this.stopped = true
    clearTimeout(this.timer)
    if (this.child) await endGroup(this.child, 'SIGTERM', 3000)
  }
}
