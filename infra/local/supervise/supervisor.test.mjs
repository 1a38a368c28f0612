import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJson } from '../files.mjs'
import { identify, isAlive, startOf } from './processes.mjs'
import { Supervisor } from './supervisor.mjs'

let home
let supervisor
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fovea-supervisor-'))
})
afterEach(async () => {
  await supervisor?.stop()
  rmSync(home, { recursive: true })
})

const shell = (name, script, more = {}) => ({
  name,
  command: 'sh',
  args: ['-c', script],
  env: { ...process.env, FOVEA_HOME_ID: home },
  ready: async () => true,
  stopMs: 500,
  ...more,
})

function supervise({
  servers = [],
  services = [],
  furnish = async () => {},
  drain = async () => undefined,
  says = [],
}) {
  supervisor = new Supervisor(
    { home, homeId: home, url: 'http://localhost:1', servers, services, furnish, drain },
    line => says.push(line),
  )
  return supervisor
}

async function until(done) {
  for (const end = Date.now() + 15_000; !done(); await sleep(20))
    if (Date.now() > end) throw new Error('did not happen')
}

const part = name => readJson(join(home, 'run/status.json')).parts.find(each => each.name === name)

test('starts servers, furnishes them, then starts services', async () => {
  const order = []
  const noting = name => ({ prepare: () => void order.push(name) })
  await supervise({
    servers: [shell('server', 'exec sleep 60', noting('server'))],
    furnish: async () => void order.push('furnish'),
    services: [shell('service', 'exec sleep 60', noting('service'))],
  }).start()
  expect(order).toEqual(['server', 'furnish', 'service'])
  expect(readJson(join(home, 'run/status.json'))).toMatchObject({ phase: 'ready', supervisor: { pid: process.pid } })
  expect(part('service')).toMatchObject({ state: 'ready', restarts: 0, lastExit: null })
})

test('starts a killed part again and says how it ended', async () => {
  const says = []
  await supervise({ services: [shell('service', 'exec sleep 60')], says }).start()
  const { pid } = part('service')
  process.kill(pid, 'SIGKILL')
  await until(() => part('service').state === 'ready' && part('service').pid !== pid)
  expect(part('service')).toMatchObject({ restarts: 1, lastExit: expect.stringContaining('ended by SIGKILL') })
  expect(says.join()).toContain('service ended')
})

test('ends with the last words of a part that never lives', async () => {
  const start = supervise({
    services: [shell('broken', 'echo no such key >&2; exit 3', { ready: async () => false })],
  }).start()
  await expect(start).rejects.toThrow(/broken keeps ending.*exit code 3[\s\S]*no such key/)
}, 60_000)

test('a part whose build is missing is an error, not a crash', async () => {
  const start = supervise({ services: [shell('jobs', 'exec sleep 60', { needs: join(home, 'dist/main.js') })] }).start()
  await expect(start).rejects.toThrow('jobs cannot start')
  expect(part('jobs')).toMatchObject({
    state: 'failed',
    pid: null,
    lastExit: expect.stringContaining('dist/main.js is missing'),
  })
})

test('drains before it ends, and leaves no process behind, not even one that ignores signals', async () => {
  const pids = join(home, 'pids')
  const order = []
  const stubborn = `trap '' TERM; echo $$ >> ${pids}; sleep 61 & echo $! >> ${pids}; setsid sleep 62 & echo $! >> ${pids}; wait; wait; sleep 60`
  await supervise({
    servers: [shell('server', `echo $$ >> ${pids}; exec sleep 60`)],
    services: [shell('jobs', stubborn)],
    drain: async () => void order.push(part('jobs').pid !== null),
  }).start()
  await until(() => readFileSync(pids, 'utf8').trim().split('\n').length === 4)
  const all = readFileSync(pids, 'utf8').trim().split('\n').map(Number)
  expect(all.every(pid => startOf(pid))).toBe(true)
  await supervisor.stop()
  expect(order).toEqual([true])
  expect(all.filter(pid => startOf(pid))).toEqual([])
  expect(readJson(join(home, 'run/status.json')).phase).toBe('stopped')
})

test('ends the parts that a killed supervisor has left, and nobody else', async () => {
  await supervise({ services: [shell('service', 'exec sleep 60')] }).start()
  const left = identify(part('service').pid)
  const former = supervisor
  // A killed supervisor ends nothing: this one forgets its part in the same way.
  for (const each of former.parts) each.wanted = false
  clearInterval(former.timer)
  writeFileSync(join(home, 'run/parts/gone.json'), JSON.stringify({ pid: process.pid, start: 'another boot:1' }))
  await supervise({ services: [shell('service', 'exec sleep 60')] }).start()
  expect(isAlive(left)).toBe(false)
  expect(part('service').pid).not.toBe(left.pid)
})
