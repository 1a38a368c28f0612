import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ownFolder } from './own-folder.mjs'

const run = promisify(execFile)

/** PostgreSQL on loopback with a password, no socket in /tmp. @returns {import('../supervise/part.mjs').PartSpec} */
export function postgres({ home, bin, port, password, user, env }) {
  const folder = join(home, 'postgres')
  const data = join(folder, 'data')
  const asUser = { ...user, env: { ...env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '3' }, cwd: folder }
  const psql = (database, sql) =>
    run(
      join(bin, 'psql'),
      ['-X', '-q', '-t', '-A', '-h', '127.0.0.1', '-p', String(port), '-U', 'fovea', '-d', database, '-c', sql],
      { ...asUser, timeout: 10_000 },
    )
  return {
    name: 'postgres',
    port,
    command: join(bin, 'postgres'),
    // biome-ignore format: one setting a line
    args: [
      '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '',
      '-c', 'max_connections=200',
      '-c', 'shared_buffers=64MB',
      '-c', 'jit=off',
    ],
    ...user,
    env,
    cwd: folder,
    async prepare() {
      ownFolder(folder, user)
      if (!existsSync(join(data, 'PG_VERSION'))) await initialise()
      dropStalePid(data)
    },
    ready: async () => (await psql('postgres', 'select 1')).stdout.trim() === '1',
    // A fast shutdown: ends sessions, writes a checkpoint.
    stopSignal: 'SIGINT',
    stopMs: 20_000,
    /** The database that the services share, a schema each. */
    async createDatabase() {
      const { stdout } = await psql('postgres', "select 1 from pg_database where datname = 'fovea'")
      if (stdout.trim() !== '1') await psql('postgres', 'create database fovea')
    },
  }

  /** Beside first, then renamed: an initdb that is cut off leaves no half of a cluster. */
  async function initialise() {
    const beside = join(folder, 'new')
    const secret = join(folder, 'password')
    rmSync(beside, { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
    writeFileSync(secret, password, { mode: 0o644 })
    try {
      const flags = [
        '-D',
        beside,
        '-U',
        'fovea',
        '--auth=scram-sha-256',
        `--pwfile=${secret}`,
        '--no-instructions',
        '-E',
        'UTF8',
        '--locale=C',
      ]
      await run(join(bin, 'initdb'), flags, { ...asUser, timeout: 120_000 })
    } finally {
      rmSync(secret, { force: true })
    }
    renameSync(beside, data)
  }
}

/**
 * After SIGKILL the file postmaster.pid stays. PostgreSQL ignores it unless its number lives again as another program,
 * in which case it would refuse to start for ever. It is dropped only when no process works in the data folder.
 */
function dropStalePid(data) {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path) || process.platform !== 'linux') return
  const pid = readFileSync(path, 'utf8').split('\n')[0]
  const inside = readdirSync('/proc').filter(name => /^\d+$/.test(name) && folderOf(name) === data)
  if (existsSync(`/proc/${pid}`) && inside.length === 0) rmSync(path, { force: true })
}

function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // ended meanwhile, or another user's
  }
}
