import { spawn } from 'node:child_process'
import { closeSync, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SERVICES } from '../environment.mjs'
import { Failure } from '../failure.mjs'
import { readJson, writeJson } from '../files.mjs'
import { isLoopback, readHost, readOptions, readPort } from '../options.mjs'
import { clone, needSpace, openHome } from '../place.mjs'
import { planPlatform } from '../platform.mjs'
import { openSecrets } from '../servers/secrets.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { livingStatus, readSettings } from '../state.mjs'
import { holder, release, take } from '../supervise/lock.mjs'
import { openLog } from '../supervise/log-file.mjs'
import { endOrphans } from '../supervise/orphans.mjs'
import { isFree } from '../supervise/ports.mjs'
import { Supervisor } from '../supervise/supervisor.mjs'
import { WorkerInstaller } from '../supervise/worker-installer.mjs'

const say = line => process.stderr.write(`${line}\n`)

export async function up(words) {
  const options = readOptions(words, ['port', 'host', 'data-root', 'detach', 'only', 'supervised'])
  const home = openHome(options.home, say)
  refuseSecond(home)
  const settings = readSettings(home)
  const port = options.port === undefined ? (settings.port ?? 5000) : readPort(options.port)
  const host = options.host === undefined ? (settings.host ?? '127.0.0.1') : readHost(options.host)
  // What was named while nobody else came in is not named for others.
  const isOpened = !isLoopback(host) && isLoopback(settings.host ?? '127.0.0.1')
  const kept = isOpened ? [] : (settings.dataRoots ?? [])
  const dataRoots = options['data-root'] ? options['data-root'].map(folder) : kept
  // It may be the gateway of a supervisor that was killed.
  if (await isTaken(port, host)) await endOrphans(home, openSecrets(home).homeId)
  if (await isTaken(port, host)) {
    throw new Failure(`Port ${port} is taken by another program. Choose another: ./fovea up --port ${port + 1}`)
  }
  needSpace(home, 1e9, 'The home')
  const only = options.only?.split(',')
  const has = names => !only || names.some(name => only.includes(name))
  const tools = await setUpPlatform({ withServices: has([...SERVICES, 'console']), withConsole: has(['console']) })
  writeJson(join(home, 'settings.json'), { ...settings, port, host, dataRoots })
  const choice = { home, port, host, dataRoots, tools, only }
  if (!isLoopback(host) && !options.supervised) tellPassword(home)
  return options.detach ? detach(choice) : supervise(choice, options.supervised)
}

const isTaken = async (port, host) => {
  // One after the other: two of our own tries would stand in each other's way.
  for (const place of new Set(['127.0.0.1', '::1', host])) if (!(await isFree(port, place))) return true
  return false
}

function refuseSecond(home) {
  const status = livingStatus(home)
  const other = holder(join(home, 'run/lock.json'))
  if (!other) return
  const at = status ? `, at ${status.url}` : ''
  throw new Failure(
    `Fovea already runs on this home (process ${other.pid}${at}). End it with ./fovea down, or choose another --home and --port.`,
  )
}

function folder(path) {
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Failure(`The data root ${path} is not a folder.`)
  return realpathSync(path)
}

/** Once: from then on it may have been changed on the page. */
function tellPassword(home) {
  const given = process.env.FOVEA_ADMIN_PASSWORD
  if (given && given.length < 10)
    throw new Failure(
      'FOVEA_ADMIN_PASSWORD has fewer than 10 characters; others can try to guess it. Choose a longer one.',
    )
  const settings = readSettings(home)
  if (given) return say('Others can reach this platform. Sign in as admin with the password of FOVEA_ADMIN_PASSWORD.')
  const place = join(home, 'secrets.json')
  if (settings.isPasswordTold)
    return say(`Others can reach this platform. The first password of admin stands in ${place} as consolePassword.`)
  say(`Others can reach this platform. Sign in as admin with the password ${openSecrets(home).consolePassword}`)
  writeJson(join(home, 'settings.json'), { ...settings, isPasswordTold: true })
}

async function supervise({ home, port, host, dataRoots, tools, only }, quiet) {
  const lock = join(home, 'run/lock.json')
  if (!take(lock)) return refuseSecond(home)
  const started = Date.now()
  // Before ports are chosen: an attempt that lives on reports to the port that `jobs` had.
  await endOrphans(home, openSecrets(home).homeId)
  const supervisor = new Supervisor(await planPlatform({ home, port, host, dataRoots, tools, only }), say)
  const installer = new WorkerInstaller(tools, supervisor.plan.homeId)
  let ended
  const over = new Promise(resolve => (ended = resolve))
  const end = () => void Promise.all([installer.stop(), supervisor.stop()]).then(ended)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  try {
    await supervisor.start()
    if (supervisor.phase === 'ready') {
      if (!only || only.includes('jobs')) installer.start()
      say(
        `Fovea is ready at ${supervisor.plan.url} (${((Date.now() - started) / 1000).toFixed(1)} s).${quiet ? '' : ' Ctrl-C saves and ends it.'}`,
      )
    }
  } catch (error) {
    await Promise.all([installer.stop(), supervisor.stop()])
    release(lock)
    throw error instanceof Failure ? error : new Failure(error.message)
  }
  await over
  release(lock)
  say('Fovea has ended.')
}

async function detach({ home, port, host, dataRoots, only }) {
  const log = join(home, 'logs/supervisor.log')
  const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  const file = openLog(log)
  const words = [
    'up',
    '--supervised',
    '--home',
    home,
    '--port',
    String(port),
    '--host',
    host,
    ...dataRoots.flatMap(root => ['--data-root', root]),
    ...(only ? ['--only', only.join(',')] : []),
  ]
  const child = spawn(process.execPath, [join(clone, 'infra/local/main.mjs'), ...words], {
    detached: true,
    stdio: ['ignore', file, file],
  })
  closeSync(file)
  let exit
  child.once('exit', (code, signal) => (exit = { code, signal }))
  for (const end = Date.now() + 240_000; Date.now() < end; await sleep(100)) {
    if (exit)
      throw new Failure(
        readFileSync(log, 'utf8')
          .slice(from)
          .trim()
          .split('\n')
          .slice(-12)
          .join('\n')
          .replace(/^fovea: /, ''),
      )
    const status = readJson(join(home, 'run/status.json'))
    if (status?.supervisor.pid === child.pid && status.phase === 'ready') {
      child.unref()
      say(`Fovea is ready at ${status.url}. ./fovea status shows its parts, ./fovea down saves and ends it.`)
      return
    }
  }
  process.kill(child.pid, 'SIGTERM')
  throw new Failure(`Fovea did not become ready within 4 minutes. See ${log}.`)
}
