import { SERVICES } from '../environment.mjs'
import { readOptions, UsageFailure } from '../options.mjs'
import { openHome } from '../place.mjs'
import { planPlatform } from '../platform.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { readSettings } from '../state.mjs'

/** Prints the environment of one service, for running it by hand beside `up --only …`. */
export async function env(words) {
  const options = readOptions(words, ['json'])
  const service = options.rest[0]
  if (!SERVICES.includes(service)) throw new UsageFailure(`./fovea env SERVICE: one of ${SERVICES.join(', ')}.`)
  const home = openHome(options.home)
  const { port = 5000, host, dataRoots = [] } = readSettings(home)
  const plan = await planPlatform({
    home,
    port,
    host,
    dataRoots,
    tools: await setUpPlatform({ withConsole: false }),
    keepPorts: true,
  })
  const own = Object.entries(plan.environment(service)).filter(([name]) => name.startsWith('FOVEA_'))
  process.stdout.write(
    options.json
      ? `${JSON.stringify(Object.fromEntries(own))}\n`
      : own.map(([name, value]) => `${name}='${value}'\n`).join(''),
  )
}
