import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serviceEnvironment } from './environment.mjs'
import { explain } from './failure.mjs'
import { firstClosedFolder } from './files.mjs'
import { splitHome } from './verbs/cli.mjs'

test('finds the folder that another user may not enter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-place-'))
  const inner = join(folder, 'a/b')
  mkdirSync(inner, { recursive: true })
  chmodSync(folder, 0o711)
  expect(firstClosedFolder(inner, 65534, 65534)).toBeUndefined()
  chmodSync(join(folder, 'a'), 0o700)
  expect(firstClosedFolder(inner, 65534, 65534)).toBe(join(folder, 'a'))
  expect(firstClosedFolder(join(inner, 'not there'), process.getuid(), process.getgid())).toBeUndefined()
  rmSync(folder, { recursive: true })
})

test.each([
  ['OSError: [Errno 28] No space left on device', 'The disk is full'],
  ['npm error code ENOTFOUND', 'No package registry'],
  [
    'ERROR: Could not find a version that satisfies the requirement pip==26.3 (from versions: none)',
    'No package registry',
  ],
  ['Failed to establish a new connection: [Errno -3] Temporary failure in name resolution', 'No package registry'],
  ["EACCES: permission denied, mkdir '/x'", 'could not be written'],
])('explains %s', (text, start) => expect(explain(text)).toContain(start))

test('does not explain what it does not know', () => expect(explain('SyntaxError')).toBeUndefined())

test.each([
  [['ls', 'runs'], undefined, ['ls', 'runs']],
  [['ls', '--home', '/x', 'runs'], '/x', ['ls', 'runs']],
  [['ls', 'runs', '--home=/x'], '/x', ['ls', 'runs']],
])('takes the home out of %j', (words, home, rest) => expect(splitHome(words)).toEqual({ home, rest }))

test('gives each service its own part of the contract', () => {
  const ports = {
    'jobs.http': 1,
    'jobs.grpc': 2,
    'models.grpc': 3,
    'datasets.grpc': 4,
    'inference.grpc': 5,
    'gateway.http': 6,
    postgres: 7,
    console: 8,
  }
  const about = {
    given: { FOVEA_REDIS_URL: 'redis://elsewhere:1' },
    home: '/h',
    ports,
    secrets: {
      homeId: 'id',
      actorKey: 'key',
      sealKey: 'seal',
      postgresPassword: 'pw',
      s3AccessKey: 'a',
      s3SecretKey: 's',
    },
    tools: { workerPython: '/w/python', workerInstall: '/t/worker-install.json' },
    clone: '/c',
    devices: ['cuda:0', 'cuda:1'],
    dataRoots: ['/d', '/e'],
    port: 5000,
  }
  expect(serviceEnvironment('jobs', about)).toMatchObject({
    FOVEA_SERVICE: 'jobs',
    FOVEA_DATABASE_URL: 'postgres://fovea:pw@127.0.0.1:7/fovea',
    FOVEA_REDIS_URL: 'redis://elsewhere:1',
    FOVEA_HTTP_PORT: '1',
    FOVEA_GRPC_PORT: '2',
    FOVEA_MODELS_ADDRESS: '127.0.0.1:3',
    FOVEA_DEVICES: 'cuda:0,cuda:1',
    FOVEA_WORKER_PATH: '/c/gpu-worker',
  })
  expect(serviceEnvironment('gateway', about)).toMatchObject({
    FOVEA_PORT: '5000',
    FOVEA_CONSOLE_ADDRESS: 'http://127.0.0.1:8',
  })
  expect(serviceEnvironment('gateway', about)).not.toHaveProperty('FOVEA_GRPC_PORT')
  expect(serviceEnvironment('datasets', about)).toMatchObject({
    FOVEA_DATA_ROOTS: '/d:/e',
    FOVEA_WORK_DIR: '/h/work/datasets',
    FOVEA_SEAL_KEY: 'seal',
  })
  expect(serviceEnvironment('gateway', about)).not.toHaveProperty('FOVEA_SEAL_KEY')
})
