import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Dataset, DatasetState, DatasetsServiceService } from '@fovea/proto/datasets/v1/datasets'
import { JobsServiceClient, JobsServiceService, type Run, type RunResult, RunState } from '@fovea/proto/jobs/v1/jobs'
import { WorkerServiceService } from '@fovea/proto/jobs/v1/worker'
import {
  type FreezeModelResponse,
  Frozen,
  Model,
  ModelsServiceService,
  PolicyType,
  type Snapshot,
  Solver,
} from '@fovea/proto/models/v1/models'
import { type Actor, actingAs, boot, connect, ObjectStore } from '@fovea/service-kit'
import pg from 'pg'

import { AppModule } from '../../../services/jobs/src/app.module.js'
import { loadConfig } from '../../../services/jobs/src/config.js'
import { startNeighbour } from '../../support/neighbour.js'
import { freePorts } from '../../support/ports.js'
import { startServers } from '../../support/servers.js'
import { planJson, putDataset } from './dataset.js'

export const PROJECT = '018f0000-0000-7000-8000-000000000001'
export const DATASET = '018f0000-0000-7000-8000-0000000000d1'
/** What the network is said to cost an image. */
export const FLOPS = 1_000_000
export const MODEL = '018f0000-0000-7000-8000-0000000000e1'

const actor: Actor = { actor: 'local', project: PROJECT, role: 'admin', requestId: 'test' }
export const asUser = <T>(work: () => T): T => actingAs(actor, work)

export const solver = (change: Partial<Solver> = {}): Solver =>
  Solver.create({
    epochs: 4,
    batchSize: 16,
    baseRate: 0.01,
    momentum: 0.9,
    weightDecay: 0.0001,
    policy: { type: PolicyType.STEP, stepPercent: 33, gamma: 0.1 },
    snapshotInterval: 1,
    validationInterval: 1,
    seed: 1,
    ...change,
  })

interface Options {
  /** `silent`: a process that only sleeps, for tests that report in its place. */
  worker?: 'real' | 'silent'
  devices?: string
}

/** The service on real servers with the real worker, beside a datasets and a models that answer what the test puts into `world`. */
export async function startJobs({ worker = 'real', devices = 'cpu' }: Options = {}) {
  const world = {
    dataset: Dataset.create({ id: DATASET, project: PROJECT, name: 'squares', state: DatasetState.READY }),
    model: Model.create({ id: MODEL, project: PROJECT, name: 'lenet', dataset: DATASET, solver: solver() }),
    frozen: undefined as FreezeModelResponse | undefined,
    snapshots: new Map<string, Snapshot>(),
  }
  const datasets = await startNeighbour(DatasetsServiceService, {
    getDatasets: async () => ({ datasets: [world.dataset] }),
  })
  const frozen = Frozen.create({ onnx: Buffer.from('graph'), flops: FLOPS })
  const models = await startNeighbour(ModelsServiceService, {
    getModels: async () => ({ models: [world.model] }),
    freezeModel: async ({ solver: wanted }) =>
      world.frozen ?? {
        result: { $case: 'frozen', value: { ...frozen, planJson: planJson(), solver: wanted } },
      },
    registerSnapshot: async snapshot => {
      world.snapshots.set(`${snapshot.run}/${snapshot.iteration}`, snapshot)
      return snapshot
    },
  })
  const servers = await startServers()
  const home = mkdtempSync(join(tmpdir(), 'fovea-jobs-'))
  const silent = join(home, 'silent')
  writeFileSync(silent, '#!/bin/sh\nexec sleep 600\n')
  chmodSync(silent, 0o755)
  const [grpcPort, httpPort] = await freePorts(2)
  const address = `127.0.0.1:${grpcPort}`
  const python = process.env['FOVEA_PYTHON_WORKER']
  if (!python) throw new Error('FOVEA_PYTHON_WORKER is not set: the Python that has PyTorch; `./fovea test` sets it.')
  const attempts = join(home, 'attempts')
  const env = {
    ...servers.env,
    FOVEA_SERVICE: 'jobs',
    FOVEA_LOG_LEVEL: process.env['FOVEA_LOG_LEVEL'] ?? 'error',
    FOVEA_HTTP_PORT: `${httpPort}`,
    FOVEA_GRPC_PORT: `${grpcPort}`,
    FOVEA_JOBS_ADDRESS: address,
    FOVEA_DATASETS_ADDRESS: datasets.address,
    FOVEA_MODELS_ADDRESS: models.address,
    FOVEA_PYTHON_WORKER: worker === 'real' ? python : silent,
    FOVEA_WORKER_PATH: resolve('gpu-worker'),
    FOVEA_ATTEMPTS_DIR: attempts,
    FOVEA_CACHE_DIR: join(home, 'cache'),
    FOVEA_WORKER_INSTALL: join(home, 'install.json'),
    FOVEA_DEVICES: devices,
  }
  const config = loadConfig(env)
  const store = new ObjectStore(config)
  await putDataset(store, PROJECT, DATASET)
  const start = () =>
    boot({
      module: AppModule.with(config),
      config,
      grpc: { port: config.FOVEA_GRPC_PORT, definitions: [JobsServiceService, WorkerServiceService] },
    })
  let app = await start()
  const jobs = connect(JobsServiceService, JobsServiceClient, address, config.FOVEA_ACTOR_KEY)
  const tables = new pg.Pool({ connectionString: servers.env['FOVEA_DATABASE_URL'], options: '-c search_path=jobs' })
  tables.on('error', () => {})
  const sql = async (text: string, values: unknown[] = []) => (await tables.query(text, values)).rows
  const stop = async () => {
    jobs.close()
    await app.close()
    for (const attempt of readdirSync(attempts)) killGroup(join(attempts, attempt))
    await tables.end()
    datasets.stop()
    models.stop()
    await servers.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  const restart = async (between: () => Promise<void> = async () => {}) => {
    await app.close()
    await between()
    app = await start()
  }
  return {
    app: () => app,
    jobs,
    world,
    config,
    store,
    servers,
    sql,
    attempts,
    restart,
    stop,
    ...verbs(jobs, config.FOVEA_HTTP_PORT),
  }
}

export type Started = Awaited<ReturnType<typeof startJobs>>

/** What tests ask of the service, as the user. */
function verbs(jobs: ReturnType<typeof connect<typeof JobsServiceService>>, httpPort: number) {
  const get = async (id: string): Promise<Run> => {
    const [run] = (await asUser(() => jobs.getRuns({ project: PROJECT, ids: [id] }))).runs
    if (!run) throw new Error(`There is no run ${id}`)
    return run
  }
  const create = async (change: Partial<Solver> = {}) =>
    runOf(
      await asUser(() =>
        jobs.createRun({
          project: PROJECT,
          model: MODEL,
          solver: solver(change),
          idempotencyKey: randomUUID(),
          device: '',
        }),
      ),
    )
  /** Waits until a run is as wished; fails with its last sentence after two minutes. */
  const until = async (id: string, wish: RunState | ((run: Run) => boolean)): Promise<Run> => {
    const isAsWished = typeof wish === 'function' ? wish : (run: Run) => run.state === wish
    const end = Date.now() + 120_000
    for (;;) {
      const run = await get(id)
      if (isAsWished(run)) return run
      const isStuck = run.state === RunState.FAILED || Date.now() > end
      if (isStuck) throw new Error(`${run.name} is ${run.state} at iteration ${run.iteration}: ${run.reason}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  const ref = (id: string) => ({ project: PROJECT, id })
  /** All points of a run but those that depend on the clock. */
  const points = async (id: string) => {
    const request = { project: PROJECT, runs: [id], series: [], fromIteration: 0, toIteration: 0, maxValues: 0 }
    const { views } = await asUser(() => jobs.listPoints(request))
    return (views[0]?.series ?? [])
      .filter(one => one.series !== 'train/images-per-second')
      .map(({ series: name, iterations, min, level }) => ({ name, iterations, values: min, level }))
  }
  return {
    get,
    create,
    until,
    points,
    pause: async (id: string) => runOf(await asUser(() => jobs.pauseRun(ref(id)))),
    resume: async (id: string) => runOf(await asUser(() => jobs.resumeRun(ref(id)))),
    abort: async (id: string) => runOf(await asUser(() => jobs.abortRun(ref(id)))),
    history: async (id: string) =>
      (await asUser(() => jobs.getHistory(ref(id)))).changes.map(change => change.state.replace('RUN_STATE_', '')),
    drain: (key: string) =>
      fetch(`http://127.0.0.1:${httpPort}/drain`, { method: 'POST', headers: { 'x-fovea-key': key } }),
  }
}

export function runOf({ result }: RunResult): Run {
  if (result?.$case !== 'run') throw new Error(`no run: ${JSON.stringify(result)}`)
  return result.value
}

/** The process of an attempt and whether it was there to be killed. */
export function killGroup(folder: string): boolean {
  try {
    const [pid] = readFileSync(join(folder, 'pid'), 'utf8').split(' ')
    return process.kill(-Number(pid), 'SIGKILL')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}
