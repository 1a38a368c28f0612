import { join } from 'node:path'
import { readJson } from './files.mjs'
import { isAlive } from './supervise/processes.mjs'

/** What the supervisor of a home last wrote, if it lives. */
export function livingStatus(home) {
  const status = readJson(join(home, 'run/status.json'))
  return status && status.phase !== 'stopped' && isAlive(status.supervisor) ? status : undefined
}

/** The console's port of a home: asked for, used the last time, or 5000. */
export function readSettings(home) {
  return readJson(join(home, 'settings.json')) ?? {}
}
