import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.mjs'
import { readJson } from '../files.mjs'
import { readOptions } from '../options.mjs'
import { openHome } from '../place.mjs'
import { openSecrets } from '../servers/secrets.mjs'
import { holder } from '../supervise/lock.mjs'
import { endAll, endGroup, isAlive, processesWith } from '../supervise/processes.mjs'

const LONGEST_MS = 150_000
const say = line => process.stderr.write(`${line}\n`)

export async function down(words) {
  const options = readOptions(words, [])
  const home = openHome(options.home, say)
  const supervisor = holder(join(home, 'run/lock.json'))
  if (!supervisor) return endLeftovers(home)
  process.kill(supervisor.pid, 'SIGTERM')
  say('Ending Fovea; running training saves its state first …')
  for (const end = Date.now() + LONGEST_MS; Date.now() < end; await sleep(100)) {
    if (!isAlive(supervisor)) {
      say('Fovea has ended.')
      return
    }
  }
  throw new Failure(
    `Fovea (process ${supervisor.pid}) did not end within ${LONGEST_MS / 1000} s. See ${join(home, 'logs')}.`,
  )
}

/** After SIGKILL of the supervisor its parts go on alone. */
async function endLeftovers(home) {
  const folder = join(home, 'run/parts')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const records = names.map(name => [name, readJson(join(folder, name))]).filter(([, record]) => isAlive(record))
  await Promise.all(
    records.map(([name, record]) => endGroup(record, name === 'postgres.json' ? 'SIGINT' : 'SIGTERM', 20_000)),
  )
  const marks = [`FOVEA_HOME_ID=${openSecrets(home).homeId}`, `FOVEA_CACHE_DIR=${join(home, 'cache')}`]
  const others = await endAll(
    marks.flatMap(mark => processesWith([mark])),
    10_000,
  )
  say(
    records.length + others > 0
      ? 'Fovea had lost its supervisor; what it left running has been ended.'
      : 'Fovea is not running.',
  )
}
