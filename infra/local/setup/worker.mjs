import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain, Failure } from '../failure.mjs'
import { writeJson } from '../files.mjs'
import { clone, needSpace } from '../place.mjs'
import { makeVenv, pipInstall } from './python.mjs'
import { run } from './run.mjs'
import { isDone, markDone } from './stamp.mjs'

const here = join(clone, 'infra/local')

/** Lines of a requirements file with the megabytes they download, where its comments say so. */
export function readRequirements(text) {
  return text
    .split('\n')
    .map(line => /^([^#\s]\S*)\s*(?:#\s*(\d+))?/.exec(line))
    .filter(Boolean)
    .map(([, spec, megabytes]) => ({ spec, bytes: Number(megabytes ?? 1) * 1e6 }))
}

const requirements = path => readRequirements(readFileSync(path, 'utf8'))
const isTorch = ({ spec }) => /^torch\b/.test(spec)

/** Whether this machine has an NVIDIA GPU whose driver answers. */
export function hasGpu() {
  try {
    return /GPU \d/.test(
      execFileSync('nvidia-smi', ['-L'], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  } catch {
    return false
  }
}

/** Paths of the worker's environment: one with CUDA, one without, so that a GPU put in later gets its own. */
export function workerPlace(tools, python, gpu = hasGpu()) {
  const folder = join(tools, `worker-${gpu ? 'cuda' : 'cpu'}-${python.version.slice(0, 2).join('.')}`)
  return { folder, gpu, python: join(folder, 'bin/python'), progress: join(tools, 'worker-install.json') }
}

function plan(gpu, env) {
  const worker = requirements(join(clone, 'gpu-worker/requirements/worker.txt')).filter(line => !isTorch(line))
  const torch = requirements(join(here, 'requirements/torch.txt'))
  const index = env.FOVEA_TORCH_INDEX ? [`--extra-index-url=${env.FOVEA_TORCH_INDEX}`] : []
  const value = createHash('sha256')
    .update(JSON.stringify([worker, torch, index, gpu]))
    .digest('hex')
  return { worker, torch, index, value }
}

export function workerReady(place, env = process.env) {
  return isDone(join(place.folder, 'fovea.json'), plan(place.gpu, env).value, [place.python])
}

/**
 * Installs PyTorch and the worker's other packages; goes on where an earlier, cut-off call was.
 * Progress goes to a file as well: runs that wait for it show it.
 * @param {(note: string) => void} report
 */
export async function installWorker(place, python, log, report, env = process.env) {
  const tell = (state, percent, message) => {
    writeJson(place.progress, { state, percent, message })
    report(`${percent} %`)
  }
  if (workerReady(place, env)) return tell('ready', 100, 'PyTorch is installed.')
  try {
    tell('installing', 0, 'installing PyTorch, 0 %')
    needSpace(join(place.folder, '..'), place.gpu ? 9e9 : 3e9, 'PyTorch')
    await install(place, python, log, env, percent => tell('installing', percent, `installing PyTorch, ${percent} %`))
    tell('ready', 100, 'PyTorch is installed.')
  } catch (error) {
    tell(
      'failed',
      0,
      error instanceof Failure
        ? error.message
        : `Installing PyTorch failed: ${explain(`${error.code} ${error.message}`) ?? error.message}`,
    )
    throw error
  }
}

async function install(place, python, log, env, tell) {
  const { worker, torch, index, value } = plan(place.gpu, env)
  const own = await makeVenv(place.folder, python, log)
  const doing = 'Installing PyTorch'
  const whole = !place.gpu && index.length === 0 ? torch : torch.filter(isTorch)
  // With a GPU the wheel's own list of CUDA packages is downloaded too: about 2,400 MB in all.
  const total = whole === torch ? [...torch, ...worker].reduce((sum, { bytes }) => sum + bytes, 0) : 2.5e9
  let last = -1
  const onBytes = done => {
    const percent = Math.min(90, Math.floor((90 * done) / total))
    if (percent === last) return
    last = percent
    tell(percent)
  }
  const onUnpack = () => tell(92)
  const specs = list => list.map(({ spec }) => spec)
  if (whole === torch) {
    await pipInstall(own, ['--no-deps', ...specs(torch)], { log, doing, onBytes, onUnpack })
    await run(own, [join(here, 'setup/stub_libraries.py'), siteOf(own)], { log, doing })
  } else {
    await pipInstall(own, [...specs(whole), ...index], { log, doing, onBytes, onUnpack })
  }
  tell(95)
  await pipInstall(own, specs(worker), { log, doing })
  tell(98)
  await checked(own, torch, log, doing)
  markDone(join(place.folder, 'fovea.json'), value)
}

/** A machine on which the stand-ins don't do gets the real libraries. */
async function checked(own, torch, log, doing) {
  const check = () =>
    run(own, [join(here, 'setup/check_torch.py')], { log, doing, env: { ...process.env, OMP_NUM_THREADS: '1' } })
  try {
    await check()
  } catch (error) {
    const site = siteOf(own)
    if (!readdirSync(site).includes('fovea_lazy.pth')) throw error
    rmSync(join(site, 'fovea_lazy.pth'))
    rmSync(join(site, 'nvidia'), { recursive: true, force: true })
    writeFileSync(log, '\nThe check failed with stand-ins; installing all CUDA libraries.\n', { flag: 'a' })
    await pipInstall(own, ['--force-reinstall', ...torch.filter(isTorch).map(({ spec }) => spec)], { log, doing })
    await check()
  }
}

function siteOf(python) {
  return execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], {
    encoding: 'utf8',
  }).trim()
}
