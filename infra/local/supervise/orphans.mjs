import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../files.mjs'
import { endAll, endGroup, processesWith } from './processes.mjs'

/**
 * Ends what a supervisor that was killed has left. Attempts of runs live on: `jobs` finds its own again.
 * Only for whom no other supervisor lives on the home.
 */
export async function endOrphans(home, homeId) {
  const folder = join(home, 'run/parts')
  const records = listed(folder).map(name => readJson(join(folder, name)))
  await Promise.all(records.filter(Boolean).map(record => endGroup(record, 'SIGTERM', 5000)))
  await endAll(processesWith([`FOVEA_HOME_ID=${homeId}`]), 5000)
}

function listed(folder) {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.json'))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}
