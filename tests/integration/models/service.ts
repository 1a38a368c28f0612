import { Dataset, DatasetState, DatasetsServiceService, Resize } from '@fovea/proto/datasets/v1/datasets'
import { JobsServiceService, Run, RunState } from '@fovea/proto/jobs/v1/jobs'
import { Mean, ModelsServiceClient, ModelsServiceService, PolicyType, Solver } from '@fovea/proto/models/v1/models'
import { type Actor, actingAs, boot, connect } from '@fovea/service-kit'
import pg from 'pg'
import { AppModule } from '../../../services/models/src/app.module.js'
import { loadConfig } from '../../../services/models/src/config.js'
import { startNeighbour } from '../../support/neighbour.js'
import { freePorts } from '../../support/ports.js'
import { startServers } from '../../support/servers.js'

export const PROJECT = '018f0000-0000-7000-8000-000000000001'
export const DATASET = '018f0000-0000-7000-8000-0000000000d1'

export const actor: Actor = { actor: 'local', project: PROJECT, role: 'admin', requestId: 'test' }
export const asUser = <T>(work: () => T): T => actingAs(actor, work)
export const asService = <T>(work: () => T): T => actingAs({ ...actor, role: 'service' }, work)

export const solver = (change: Partial<Solver> = {}): Solver =>
  Solver.create({
    epochs: 30,
    baseRate: 0.01,
    momentum: 0.9,
    policy: { type: PolicyType.STEP },
    snapshotInterval: 1,
    validationInterval: 1,
    seed: 1,
    preprocessing: { mean: Mean.IMAGE },
    ...change,
  })

/** The service on real servers, beside a datasets and a jobs that answer what the test puts into `world`. */
export async function startModels() {
  const world = {
    dataset: Dataset.create({
      id: DATASET,
      project: PROJECT,
      name: 'digits',
      state: DatasetState.BUILDING,
      recipe: { height: 28, width: 28, channels: 1, resize: Resize.FILL },
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    }),
    /** On which runs were trained before. */
    digits: Dataset.create({
      id: '018f0000-0000-7000-8000-0000000000d2',
      project: PROJECT,
      name: 'digits before',
      state: DatasetState.READY,
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    }),
    /** Runs that have ended well, whose snapshots a model may begin with. */
    trained: new Map<string, { name: string; dataset: string }>(),
    /** Models by name that hold the dataset. */
    holds: new Map<string, string>(),
    refusesHolds: false,
    runs: new Set<string>(),
    /** Names of runs that have not ended. */
    live: new Map<string, string>(),
  }
  const datasets = await startNeighbour(DatasetsServiceService, {
    getDatasets: async ({ ids }) => ({ datasets: [world.dataset, world.digits].filter(({ id }) => ids.includes(id)) }),
    holdDataset: async ({ model, modelName }) => {
      if (world.refusesHolds) {
        const value = { code: 'gone', field: 'id', message: 'The dataset digits is deleted.', remedy: '', names: [] }
        return { result: { $case: 'refusal', value } }
      }
      world.holds.set(model, modelName)
      return { result: { $case: 'dataset', value: world.dataset } }
    },
    releaseDataset: async ({ model }) => {
      world.holds.delete(model)
      return {}
    },
  })
  const jobs = await startNeighbour(JobsServiceService, {
    getRuns: async ({ ids }) => ({
      runs: ids
        .filter(id => world.runs.has(id) || world.live.has(id) || world.trained.has(id))
        .map(id => {
          const name = world.live.get(id)
          return Run.create({ id, name, ...world.trained.get(id), state: name ? RunState.PAUSED : RunState.SUCCEEDED })
        }),
    }),
  })
  const servers = await startServers()
  const [port] = await freePorts(1)
  const config = loadConfig({
    ...servers.env,
    FOVEA_SERVICE: 'models',
    FOVEA_LOG_LEVEL: 'warn',
    FOVEA_HTTP_PORT: '0',
    FOVEA_GRPC_PORT: `${port}`,
    FOVEA_DATASETS_ADDRESS: datasets.address,
    FOVEA_JOBS_ADDRESS: jobs.address,
  })
  const grpc = { port: config.FOVEA_GRPC_PORT, definitions: [ModelsServiceService] }
  const app = await boot({ module: AppModule.with(config), config, grpc })
  const models = connect(ModelsServiceService, ModelsServiceClient, `127.0.0.1:${port}`, config.FOVEA_ACTOR_KEY)
  const tables = new pg.Pool({ connectionString: servers.env['FOVEA_DATABASE_URL'], options: '-c search_path=models' })
  const sql = async (text: string, values: unknown[] = []) => (await tables.query(text, values)).rows
  const stop = async () => {
    await tables.end()
    models.close()
    await app.close()
    datasets.stop()
    jobs.stop()
    await servers.stop()
  }
  return { app, models, world, config, sql, stop }
}

export type Started = Awaited<ReturnType<typeof startModels>>
