import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeJson } from '../files.mjs'
import { lastLines, rotate } from './log-file.mjs'
import { endOrphans } from './orphans.mjs'
import { Part } from './part.mjs'
import { endAll, identify, processesWith } from './processes.mjs'

/**
 * Keeps all parts of a home alive: servers first, then what they must hold, then services.
 * What it knows stands in run/status.json for `status`, `down` and the command line.
 */
export class Supervisor {
  phase = 'starting'

  /**
   * @param {object} plan
   * @param {string} plan.home
   * @param {string} plan.homeId
   * @param {string} plan.url
   * @param {import('./part.mjs').PartSpec[]} plan.servers
   * @param {() => Promise<void>} plan.furnish makes the database and the bucket once the servers answer
   * @param {import('./part.mjs').PartSpec[]} plan.services in the order in which they are ended
   * @param {() => Promise<string | undefined>} plan.drain lets running training save; answers what went wrong
   */
  constructor(plan, say) {
    this.plan = plan
    this.say = say
    this.folders = { logs: join(plan.home, 'logs'), run: join(plan.home, 'run') }
    const make = spec => new Part(spec, this.folders, part => this.#changed(part))
    this.servers = plan.servers.map(make)
    this.services = plan.services.map(make)
    this.self = identify(process.pid)
  }

  get parts() {
    return [...this.servers, ...this.services]
  }

  async start() {
    await endOrphans(this.plan.home, this.plan.homeId)
    this.timer = setInterval(() => this.#tick(), 5000)
    this.#write()
    for (const part of this.servers) part.start()
    await this.#all(this.servers, 60_000)
    if (this.stopping) return
    await this.#furnish()
    for (const part of this.services) part.start()
    await this.#all(this.services, 120_000)
    if (this.stopping) return
    this.phase = 'ready'
    this.#write()
  }

  /** A server that has just begun to answer may still refuse the first statement. */
  async #furnish() {
    for (let tries = 1; ; tries++) {
      try {
        return await this.plan.furnish()
      } catch (error) {
        if (tries === 20 || this.stopping) throw error
        await sleep(500)
      }
    }
  }

  async #all(parts, waitMs) {
    const end = Date.now() + waitMs
    while (!this.stopping) {
      const failed = parts.find(part => part.state === 'failed')
      if (failed) throw new Error(`${failed.spec.name} cannot start: ${failed.lastExit}.`)
      const late = parts.find(part => part.state !== 'ready')
      if (!late) return
      const reason = late.lastExit ? ` Last: ${late.lastExit}.` : ''
      if (late.failures >= 6) {
        throw new Error(
          `${late.spec.name} keeps ending.${reason} Its log, ${late.log}, ends in:\n${lastLines(late.log, 8)}`,
        )
      }
      if (Date.now() > end)
        throw new Error(
          `${late.spec.name} did not become ready within ${waitMs / 1000} s.${reason} Its log, ${late.log}, ends in:\n${lastLines(late.log, 8)}`,
        )
      await sleep(50)
    }
  }

  /** Ends everything in an order in which nobody misses what he still needs. */
  async stop() {
    this.stopping ??= this.#stop()
    return this.stopping
  }

  async #stop() {
    this.phase = 'stopping'
    this.#write()
    if (this.services.some(part => part.spec.name === 'jobs' && part.child)) {
      this.say('Letting running training save its state …')
      const trouble = await this.plan.drain()
      if (trouble) this.say(trouble)
    }
    for (const part of this.parts) part.wanted = false
    await Promise.all(this.services.map(part => part.stop()))
    // Children that left their group, by the mark they inherit; attempts that outlived `jobs`, by their cache.
    await endAll(processesWith([`FOVEA_HOME_ID=${this.plan.homeId}`, 'FOVEA_PART=service']), 5000)
    await endAll(processesWith([`FOVEA_CACHE_DIR=${join(this.plan.home, 'cache')}`]), 5000)
    await Promise.all(this.servers.map(part => part.stop()))
    await endAll(processesWith([`FOVEA_HOME_ID=${this.plan.homeId}`]), 5000)
    clearInterval(this.timer)
    this.phase = 'stopped'
    this.#write()
  }

  #changed(part) {
    if (part.state === 'restarting') this.say(`${part.spec.name} ended (${part.lastExit}); starting it again.`)
    this.#write()
  }

  #tick() {
    for (const part of this.parts) rotate(part.log)
    this.#write()
  }

  #write() {
    writeJson(join(this.folders.run, 'status.json'), {
      version: 1,
      supervisor: this.self,
      phase: this.phase,
      url: this.plan.url,
      at: new Date().toISOString(),
      parts: this.parts.map(part => part.describe()),
    })
  }
}
