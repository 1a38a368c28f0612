import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, mkdirSync, statfsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from './failure.mjs'
import { firstClosedFolder, readJson, writeJson } from './files.mjs'

export const clone = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const isRoot = process.getuid?.() === 0
/** Under root the embedded servers run as nobody: PostgreSQL refuses root. */
export const serverUser = isRoot ? { uid: 65534, gid: 65534 } : {}
export const HOME_VERSION = 1

function writable(folder, what, remedy) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Failure(`${what} ${folder} cannot be written (${error.code}). ${remedy}`)
  }
}

/** Downloads and virtual environments: once a user, however many homes and clones. */
export function toolsFolder(env = process.env) {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const folder = resolve(env.FOVEA_TOOLS || (isRoot ? '/var/lib/fovea/tools' : join(cache, 'fovea')))
  writable(folder, 'The folder for downloads', 'Name another in FOVEA_TOOLS.')
  const closed = isRoot && firstClosedFolder(folder, serverUser.uid, serverUser.gid)
  if (closed)
    throw new Failure(`The servers run as nobody and cannot enter ${closed}. Name another folder in FOVEA_TOOLS.`)
  return folder
}

/** Where the data of a home is: in the home, or where nobody can reach it when root's home is closed to others. */
export function openHome(path, say = () => {}) {
  const asked = resolve(path || process.env.FOVEA_HOME || join(clone, '.fovea'))
  writable(asked, 'The home', 'Name another with --home DIR.')
  const home = isRoot ? reachable(asked, say) : asked
  const known = readJson(join(home, 'home.json'))
  if (known && known.version !== HOME_VERSION) {
    throw new Failure(
      `The home ${asked} has version ${known.version}; this Fovea knows version ${HOME_VERSION}. Use the Fovea that made it, or another --home.`,
    )
  }
  if (!known) writeJson(join(home, 'home.json'), { version: HOME_VERSION, path: asked })
  return home
}

function reachable(asked, say) {
  const pointer = readJson(join(asked, 'moved.json'))
  if (pointer) {
    writable(pointer.home, 'The home', 'Name another with --home DIR.')
    return pointer.home
  }
  chmodSync(asked, statSync(asked).mode | 0o011)
  const closed = firstClosedFolder(asked, serverUser.uid, serverUser.gid)
  if (!closed) return asked
  const home = join('/var/lib/fovea/homes', createHash('sha256').update(asked).digest('hex').slice(0, 16))
  writable(home, 'The home', 'Name another with --home DIR.')
  writeJson(join(asked, 'moved.json'), { home, because: `${closed} is closed to nobody, as whom the servers run` })
  say(`Data is kept in ${home}: the servers run as nobody and cannot enter ${closed}.`)
  return home
}

/** A sentence before hours of work end in a full disk. */
export function needSpace(folder, bytes, what) {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < bytes) {
    const gigabytes = n => `${(n / 1e9).toFixed(1)} GB`
    throw new Failure(
      `${what} needs ${gigabytes(bytes)} below ${folder}, but only ${gigabytes(bavail * bsize)} are free. Free some space, or name another folder (FOVEA_TOOLS, --home).`,
    )
  }
}
