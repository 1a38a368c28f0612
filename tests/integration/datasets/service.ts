import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type CreateDatasetRequest,
  type Dataset,
  type DatasetResult,
  DatasetState,
  DatasetsServiceClient,
  DatasetsServiceService,
  Encoding,
  type Recipe,
  Resize,
} from '@fovea/proto/datasets/v1/datasets'
import { type Actor, actingAs, boot, connect, ObjectStore, s3Config } from '@fovea/service-kit'
import { Redis } from 'ioredis'
import pg from 'pg'
import { AppModule } from '../../../services/datasets/src/app.module.js'
import { loadConfig } from '../../../services/datasets/src/config.js'
import { Child } from '../../support/child.js'
import { freePorts } from '../../support/ports.js'
import { type Servers, startServers } from '../../support/servers.js'
import { tools } from '../../support/tools.js'

export const PROJECT = '018f0000-0000-7000-8000-000000000001'
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const MAIN = join(ROOT, 'dist/datasets.js')

const actor: Actor = { actor: 'local', project: PROJECT, role: 'admin', requestId: 'test' }
export const asUser = <T>(work: () => T): T => actingAs(actor, work)

export const recipe: Recipe = {
  height: 32,
  width: 32,
  channels: 3,
  resize: Resize.SQUASH,
  validationPercent: 25,
  testPercent: 0,
  seed: 1,
  mirror: false,
  classes: [],
  merged: [],
  minPerClass: 0,
  maxPerClass: 0,
  encoding: Encoding.RAW,
  fastDecoding: false,
}

/** The built service as a process of its own, on real servers and with real pixel children. */
export async function startDatasets(more: Record<string, string> = {}) {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing; run "pnpm build" first.`)
  const servers = await startServers()
  const home = mkdtempSync(join(tmpdir(), 'fovea-datasets-'))
  const data = join(home, 'data')
  mkdirSync(data)
  const [http, grpc] = await freePorts(2)
  const env = {
    ...servers.env,
    PATH: process.env['PATH'] ?? '',
    FOVEA_SERVICE: 'datasets',
    FOVEA_LOG_LEVEL: 'info',
    FOVEA_HTTP_PORT: `${http}`,
    FOVEA_GRPC_PORT: `${grpc}`,
    FOVEA_DATA_ROOTS: `${data}:${join(data, '.opened')}`,
    FOVEA_PYTHON_PIXELS: tools().python,
    FOVEA_PIXELS_PATH: join(ROOT, 'gpu-worker'),
    FOVEA_SEAL_KEY: '5e'.repeat(32),
    FOVEA_WORK_DIR: join(home, 'work'),
    FOVEA_PIXEL_PROCESSES: '2',
    FOVEA_SHARD_BYTES: '65536',
    ...more,
  }
  const log = join(home, 'datasets.log')
  const spawn = async () => {
    const child = new Child({ name: 'datasets', command: process.execPath, args: [MAIN], cwd: ROOT, env, log })
    await child.ready(async () => (await fetch(`http://127.0.0.1:${http}/ready`)).ok)
    return child
  }
  let process_ = await spawn()
  const datasets = connect(
    DatasetsServiceService,
    DatasetsServiceClient,
    `127.0.0.1:${grpc}`,
    servers.env['FOVEA_ACTOR_KEY'] ?? '',
  )
  const store = new ObjectStore(s3Config.parse(servers.env))
  const sql = (text: string, values: unknown[] = []) => query(servers, text, values)
  return {
    data,
    env,
    log,
    http: `http://127.0.0.1:${http}`,
    servers,
    datasets,
    store,
    sql,
    /** As if Valkey had lost all that it held. */
    flushQueues: async () => {
      const redis = new Redis(servers.env['FOVEA_REDIS_URL'] ?? '')
      await redis.flushall()
      redis.disconnect()
    },
    /** Processes of the pool, by id. */
    children: () =>
      execFileSync('pgrep', ['-P', `${process_.pid}`], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map(Number),
    end: () => process_.end('SIGTERM'),
    kill: () => process_.end('SIGKILL'),
    restart: async () => {
      process_ = await spawn()
    },
    stop: async () => {
      datasets.close()
      await process_.end('SIGTERM')
      await servers.stop()
      rmSync(home, { recursive: true, force: true })
    },
    create: (change: Partial<CreateDatasetRequest>) =>
      asUser(() =>
        datasets.createDataset({
          project: PROJECT,
          name: 'set',
          folder: '',
          source: undefined,
          idempotencyKey: '',
          recipe,
          ...change,
        }),
      ),
    get: async (id: string) => (await asUser(() => datasets.getDatasets({ project: PROJECT, ids: [id] }))).datasets[0],
    keys: async (prefix = PROJECT) => {
      const keys: string[] = []
      for await (const { key } of store.list(prefix)) keys.push(key)
      return keys.sort()
    },
  }
}

/** A second replica of the service, in this process. */
export async function startReplica(service: Started, more: Record<string, string> = {}) {
  const [port] = await freePorts(1)
  const own = { FOVEA_HTTP_PORT: '0', FOVEA_GRPC_PORT: `${port}`, FOVEA_LOG_LEVEL: 'error', ...more }
  const config = loadConfig({ ...service.env, ...own, FOVEA_WORK_DIR: `${service.env.FOVEA_WORK_DIR}-replica` })
  const grpc = { port: config.FOVEA_GRPC_PORT, definitions: [DatasetsServiceService] }
  return boot({ module: AppModule.with(config), config, grpc })
}

async function query(servers: Servers, text: string, values: unknown[]) {
  const connectionString = servers.env['FOVEA_DATABASE_URL']
  const client = new pg.Client({ connectionString, options: '-c search_path=datasets' })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

export type Started = Awaited<ReturnType<typeof startDatasets>>

export function made({ result }: DatasetResult): Dataset {
  if (result?.$case !== 'dataset') throw new Error(`refused: ${JSON.stringify(result?.value)}`)
  return result.value
}

export function refused({ result }: DatasetResult) {
  if (result?.$case !== 'refusal') throw new Error('it was not refused')
  return result.value
}

const LIVE = [DatasetState.QUEUED, DatasetState.SCANNING, DatasetState.BUILDING, DatasetState.FINISHING]

/** Waits until a condition holds, 90 s at most. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 90_000
  for (;;) {
    const found = await look().catch(error => {
      if (Date.now() > end) throw error
      return undefined
    })
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error(`waited 90 s for: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Waits for the end of a build. */
export const ended = (service: Started, id: string): Promise<Dataset> =>
  until('the end of the build', async () => {
    const dataset = await service.get(id)
    return dataset && !LIVE.includes(dataset.state) ? dataset : undefined
  })

/** Every object of a dataset by its name in it, as text of its bytes' hash. */
export async function objectsOf(service: Started, id: string): Promise<Record<string, string>> {
  const { createHash } = await import('node:crypto')
  const prefix = `${PROJECT}/datasets/${id}/`
  const hashes: Record<string, string> = {}
  for (const key of await service.keys(prefix)) {
    const name = key.slice(prefix.length)
    // The manifest names its dataset.
    if (name === 'manifest.json') continue
    hashes[name] = createHash('sha256')
      .update(await service.store.get(key))
      .digest('hex')
  }
  return hashes
}
