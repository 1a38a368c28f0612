import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../failure.mjs'
import { firstClosedFolder } from '../files.mjs'
import { isRoot, serverUser } from '../place.mjs'
import { run } from './run.mjs'
import { isDone, markDone } from './stamp.mjs'

const OLDEST = [3, 11]
/** PyTorch 2.13 has wheels up to this. */
const NEWEST = [3, 14]
const CANDIDATES = ['python3.13', 'python3.12', 'python3.11', 'python3', '/usr/bin/python3', 'python3.14']
/** The first pip that reports downloads in bytes is 24.1. */
const PIP = 'pip==26.3'
const PROBE = `
import importlib.util as u, json, os, sys
print(json.dumps({"version": sys.version_info[:3], "path": os.path.realpath(sys.executable),
  "ensurepip": u.find_spec("ensurepip") is not None, "pip": u.find_spec("pip") is not None}))`

function probe(command) {
  try {
    const facts = JSON.parse(
      execFileSync(command, ['-c', PROBE], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] }),
    )
    return { command, ...facts }
  } catch {
    return undefined // not installed, or a shim without a version behind it
  }
}

const compare = (a, b) => a[0] - b[0] || a[1] - b[1]
const isRight = ({ version }) => compare(version, OLDEST) >= 0 && compare(version, NEWEST) <= 0

/**
 * The Python to make environments with: named in FOVEA_PYTHON, else one that has what is needed.
 * Under root one that nobody can run comes first: pixels are never decoded as root.
 */
export function findPython(env = process.env) {
  if (env.FOVEA_PYTHON) {
    const named = probe(env.FOVEA_PYTHON)
    if (!named) throw new Failure(`FOVEA_PYTHON names ${env.FOVEA_PYTHON}, which cannot be run.`)
    if (!isRight(named))
      throw new Failure(`FOVEA_PYTHON is Python ${named.version.join('.')}; Fovea needs 3.11 to 3.14.`)
    return { ...named, others: [] }
  }
  const found = CANDIDATES.map(probe).filter(Boolean)
  const right = found.filter(isRight)
  if (right.length === 0) {
    const seen =
      found.length > 0
        ? `only ${[...new Set(found.map(({ version }) => version.join('.')))].join(', ')} was found`
        : 'none was found'
    throw new Failure(
      `Fovea needs Python 3.11 to 3.14; ${seen}. Install one (Debian: apt install python3 python3-venv), or name it in FOVEA_PYTHON.`,
    )
  }
  const open = ({ path }) => !isRoot || !firstClosedFolder(join(path, '..'), serverUser.uid, serverUser.gid)
  const rank = python => (open(python) ? 0 : 2) + (python.ensurepip ? 0 : 1)
  const [best, ...others] = right.sort((a, b) => rank(a) - rank(b))
  return { ...best, others }
}

/**
 * A virtual environment with a pip that reports progress. Made again when the Python behind it is gone.
 * @returns {Promise<string>} its python
 */
export async function makeVenv(folder, python, log) {
  const own = join(folder, 'bin/python')
  const stamp = join(folder, 'fovea-venv.json')
  const value = `${python.path} ${python.version.join('.')} ${PIP}`
  if (isDone(stamp, value, [own])) return own
  rmSync(folder, { recursive: true, force: true })
  const doing = 'Making a Python environment'
  if (python.ensurepip) {
    await run(python.path, ['-m', 'venv', folder], { log, doing })
    await run(own, ['-m', 'pip', 'install', '-q', PIP], { log, doing })
  } else {
    const helper = [python, ...python.others].find(({ pip }) => pip)
    if (!helper)
      throw new Failure(
        `${python.path} has neither ensurepip nor pip. Install them (Debian: apt install python3-venv), then run the same command again.`,
      )
    await run(python.path, ['-m', 'venv', '--without-pip', folder], { log, doing })
    await run(helper.path, ['-m', 'pip', '--python', own, 'install', '-q', PIP], { log, doing })
  }
  if (!existsSync(own)) throw new Failure(`${doing} in ${folder} failed: it holds no python.`)
  markDone(stamp, value)
  return own
}

/**
 * Installs with pip; `onBytes` hears how many bytes this call has downloaded so far.
 * @param {string[]} what arguments of pip install
 */
export async function pipInstall(python, what, { log, doing, onBytes = () => {}, onUnpack = () => {} }) {
  let before = 0
  let file = 0
  await run(
    python,
    ['-m', 'pip', 'install', '--progress-bar=raw', '--disable-pip-version-check', '--no-input', ...what],
    {
      log,
      doing,
      onLine(line) {
        const [, at, of] = /^Progress (\d+) of (\d+)/.exec(line) ?? []
        if (at !== undefined) {
          file = Number(at)
          onBytes(before + file)
          if (at === of) {
            before += file
            file = 0
          }
        }
        if (line.startsWith('Installing collected packages')) onUnpack()
      },
    },
  )
}
