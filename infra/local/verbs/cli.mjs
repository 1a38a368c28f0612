import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { clone, openHome, toolsFolder } from '../place.mjs'
import { alone } from '../setup/alone.mjs'
import { buildAll } from '../setup/packages.mjs'
import { sayOnce } from '../setup/platform.mjs'
import { Progress } from '../setup/progress.mjs'
import { livingStatus, readSettings } from '../state.mjs'

/**
 * The environment in which the command line finds the platform of a home.
 * FOVEA_URL given from outside wins: then the command line talks to another machine.
 */
export function cliEnvironment(home) {
  const url = livingStatus(home)?.url ?? `http://localhost:${readSettings(home).port ?? 5000}`
  return { ...process.env, FOVEA_HOME: home, FOVEA_URL: process.env.FOVEA_URL || url }
}

/** --home belongs to this folder, wherever it stands; the rest is the command line's. */
export function splitHome(words) {
  const at = words.findIndex(word => word === '--home' || word.startsWith('--home='))
  if (at < 0) return { home: undefined, rest: words }
  const joined = words[at].includes('=')
  const home = joined ? words[at].slice('--home='.length) : words[at + 1]
  return { home, rest: words.toSpliced(at, joined ? 1 : 2) }
}

export async function cli(words) {
  const { home: asked, rest } = splitHome(words)
  const home = openHome(asked, line => process.stderr.write(`${line}\n`))
  const progress = new Progress()
  const tools = toolsFolder()
  const step = (title, work) => progress.step(title, work)
  const build = () => buildAll({ tools, logs: join(tools, 'logs'), step, withConsole: false })
  await alone(tools, 'set-up', build, sayOnce())
  return runCli(rest, cliEnvironment(home), 'inherit')
}

/** Runs the built command line; answers its exit code. */
export function runCli(words, env, stdout, onText) {
  const main = join(clone, 'dist/cli.js')
  if (!existsSync(main)) throw new Error(`${main} is missing although it was built.`)
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], { env, stdio: ['inherit', stdout, 'inherit'] })
    child.stdout?.setEncoding('utf8').on('data', onText)
    const pass = signal => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, pass)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}
