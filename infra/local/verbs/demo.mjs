import { execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Failure } from '../failure.mjs'
import { readOptions } from '../options.mjs'
import { clone, openHome } from '../place.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { Progress } from '../setup/progress.mjs'
import { isDone, markDone } from '../setup/stamp.mjs'
import { livingStatus } from '../state.mjs'
import { cliEnvironment, runCli } from './cli.mjs'
import { up } from './up.mjs'

const run = promisify(execFile)
const say = line => process.stderr.write(`${line}\n`)
const NAME = 'ships'
const COUNT = 2000

/** The main job in one command: from nothing to a classified picture and an open console. */
export async function demo(words) {
  const options = readOptions(words, ['port'])
  const home = openHome(options.home, say)
  const progress = new Progress()
  const tools = await setUpPlatform({ progress })
  if (!livingStatus(home))
    await up([
      '--detach',
      ...(options.home ? ['--home', options.home] : []),
      ...(options.port ? ['--port', options.port] : []),
    ])
  const samples = await draw(home, tools, progress, { folder: 'ships', count: COUNT, seed: 1 })
  const unseen = await draw(home, tools, progress, { folder: 'unseen', count: 8, seed: 2 })

  const env = cliEnvironment(home)
  if (await isMissing('datasets', env))
    await must(
      [
        'dataset',
        'create',
        NAME,
        '--folder',
        samples,
        '--size',
        '32x32',
        '--val',
        '25',
        '--seed',
        '1',
        '--wait',
        '--json',
      ],
      env,
    )
  const recipe = (await isMissing('models', env))
    ? ['--dataset', NAME, '--network', 'lenet', '--epochs', '10', '--batch', '64', '--lr', '0.01', '--seed', '1']
    : []
  const trained = await must(['train', NAME, ...recipe, '--wait', '--json'], env)
  say(
    `Trained: ${percent(trained.val.balancedAccuracy)} balanced accuracy on images it has not learnt from, in ${Math.round(trained.seconds)} s.`,
  )

  const image = pictures(unseen)[0]
  const { results } = await must(['classify', NAME, image, '--json'], env)
  const [best] = results[0].top
  say(`Classified ${image}: ${best.label}, ${percent(best.probability)}.`)
  say(`All of it is at ${env.FOVEA_URL}. ./fovea down saves and ends it.`)
  openBrowser(env.FOVEA_URL)
}

/** Sample pictures of one seed, below the home; beside first, so that none is half there. */
async function draw(home, tools, progress, { folder, count, seed }) {
  const path = join(home, 'samples', folder)
  const stamp = join(home, 'samples', `${folder}.json`)
  const value = `${count} ${seed}`
  if (isDone(stamp, value, [path])) return path
  rmSync(path, { recursive: true, force: true })
  await progress.step(`drawing ${count} sample images`, () =>
    run(tools.platformPython, ['-m', 'fovea_samples', path, '--count', String(count), '--seed', String(seed)], {
      env: { ...process.env, PYTHONPATH: join(clone, 'gpu-worker') },
      maxBuffer: 1 << 26,
    }),
  )
  markDone(stamp, value)
  return path
}

async function isMissing(kind, env) {
  const answer = await must(['ls', kind, '--json'], env)
  const rows = Object.values(answer).find(Array.isArray) ?? []
  return !rows.some(({ name }) => name === NAME)
}

/** Runs a verb of the command line and reads its JSON; its progress passes through. */
async function must(words, env) {
  let text = ''
  const code = await runCli(words, env, 'pipe', data => {
    text += data
  })
  if (code !== 0)
    throw new Failure(
      `./fovea ${words.filter(word => word !== '--json').join(' ')} ended with exit code ${code}. ./fovea logs shows what the parts said.`,
    )
  return JSON.parse(text)
}

function pictures(folder) {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, name))
    .filter(path => /\.(png|jpe?g)$/i.test(path))
    .sort()
}

const percent = share => `${(100 * share).toFixed(1)} %`

function openBrowser(url) {
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!hasDisplay || !existsSync('/usr/bin/xdg-open')) return
  spawn('xdg-open', [url], { detached: true, stdio: 'ignore' })
    .on('error', () => say(`Open ${url} in a browser.`))
    .unref()
}
