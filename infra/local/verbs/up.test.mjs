import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJson } from '../files.mjs'
import { clone } from '../place.mjs'
import { identify, isAlive } from '../supervise/processes.mjs'

const SERVERS = ['postgres', 'valkey', 'seaweedfs']
const home = mkdtempSync(join(tmpdir(), 'fovea-up-'))
const port = 20_000 + (process.pid % 10_000)

/** @returns {Promise<{code: number, stdout: string, stderr: string}>} */
function fovea(...words) {
  const env = { ...process.env }
  for (const name of ['FOVEA_DATABASE_URL', 'FOVEA_REDIS_URL', 'FOVEA_S3_ENDPOINT', 'NODE_ENV']) delete env[name]
  return new Promise(resolve => {
    const args = [join(clone, 'infra/local/main.mjs'), ...words, '--home', home]
    execFile(process.execPath, args, { env, timeout: 200_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 99) : 0, stdout, stderr }),
    )
  })
}

const up = () => fovea('up', '--detach', '--only', SERVERS.join(','), '--port', String(port))
const status = async () => JSON.parse((await fovea('status', '--json')).stdout)
const partNamed = async name => (await status()).parts.find(part => part.name === name)

async function until(look) {
  for (const end = Date.now() + 40_000; !(await look()); await sleep(100)) {
    if (Date.now() > end) throw new Error('did not happen within 40 s')
  }
}

/** What a server says to a stranger who sends `text`. */
function ask(to, text) {
  return new Promise((resolve, reject) => {
    const socket = connect(to, '127.0.0.1', () => socket.write(text))
    socket.setTimeout(5000, () => reject(new Error('no answer')))
    socket.once('error', reject)
    socket.once('data', data => {
      socket.destroy()
      resolve(data.toString())
    })
  })
}

beforeAll(async () => {
  expect(await up()).toMatchObject({ code: 0 })
}, 240_000)

afterAll(async () => {
  await fovea('down')
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

test('all three servers are ready', async () => {
  const { phase, parts } = await status()
  expect(phase).toBe('ready')
  expect(parts.map(({ name, state, restarts }) => ({ name, state, restarts }))).toEqual(
    SERVERS.map(name => ({ name, state: 'ready', restarts: 0 })),
  )
})

test('a second `up` on the same home is refused with a sentence', async () => {
  const { code, stderr } = await up()
  expect(code).toBe(1)
  expect(stderr).toMatch(/^fovea: Fovea already runs on this home .* End it with/)
})

test('no server answers a stranger', async () => {
  const ports = readJson(join(home, 'ports.json'))
  expect(await ask(ports.valkey, 'PING\r\n')).toMatch(/^-NOAUTH/)
  const signIn = Buffer.from('\0\0\0\x23\0\x03\0\0user\0fovea\0database\0fovea\0\0')
  signIn.writeInt32BE(signIn.length)
  // R with method 10: SASL is asked for, not "authenticated".
  expect(
    Buffer.from(await ask(ports.postgres, signIn))
      .subarray(0, 9)
      .toString('latin1'),
  ).toMatch(/^R[\s\S]{7}\n/)
  const write = at =>
    fetch(`http://127.0.0.1:${at}/fovea/x`, { method: 'PUT', body: 'x', signal: AbortSignal.timeout(5000) })
  expect((await write(ports['seaweedfs.s3'])).status).toBe(403)
  expect((await write(ports['seaweedfs.filer'])).status).toBe(401)
})

test('secrets are readable by their owner alone', () => {
  expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(statSync(join(home, 'postgres')).mode & 0o777).toBe(0o700)
})

test.each(SERVERS)(
  '%s is started again after SIGKILL',
  async name => {
    const { pid } = await partNamed(name)
    process.kill(pid, 'SIGKILL')
    await until(async () => {
      const part = await partNamed(name)
      return part.state === 'ready' && part.pid !== pid
    })
    expect(await partNamed(name)).toMatchObject({ restarts: 1, lastExit: expect.stringContaining('SIGKILL') })
  },
  60_000,
)

test('after SIGKILL of the supervisor the next `up` ends what it left, and starts anew', async () => {
  const former = (await status()).parts.map(({ pid }) => identify(pid))
  process.kill(readJson(join(home, 'run/lock.json')).pid, 'SIGKILL')
  await until(async () => !(await status()).running)
  expect(former.some(isAlive)).toBe(true)
  expect(await up()).toMatchObject({ code: 0 })
  expect(former.filter(isAlive)).toEqual([])
}, 120_000)

test('`down` leaves no process behind, also when the supervisor was killed before', async () => {
  const parts = async () => (await status()).parts.map(({ pid }) => identify(pid))
  const first = await parts()
  expect(await fovea('down')).toMatchObject({ code: 0 })
  expect(first.filter(isAlive)).toEqual([])
  expect((await fovea('status')).code).toBe(1)

  expect(await up()).toMatchObject({ code: 0 })
  const second = await parts()
  process.kill(readJson(join(home, 'run/lock.json')).pid, 'SIGKILL')
  const { code, stderr } = await fovea('down')
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('lost its supervisor') })
  expect(second.filter(isAlive)).toEqual([])
  expect(existsSync(join(home, 'postgres/data/PG_VERSION'))).toBe(true)
}, 120_000)
