import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceServiceClient, InferenceServiceService } from '@fovea/proto/inference/v1/inference'
import { JobsServiceService, Run } from '@fovea/proto/jobs/v1/jobs'
import { ModelsServiceService, Snapshot } from '@fovea/proto/models/v1/models'
import { type Actor, actingAs, boot, connect, ObjectStore } from '@fovea/service-kit'
import { AppModule } from '../../../services/inference/src/app.module.js'
import { loadConfig } from '../../../services/inference/src/config.js'
import { startNeighbour } from '../../support/neighbour.js'
import { freePorts } from '../../support/ports.js'
import { type Servers, startServers } from '../../support/servers.js'
import { CLASSES, compileLenet, meanImage, type NamedTensor, SIZE, safetensors, sha256 } from './lenet.js'

export const PROJECT = '018f0000-0000-7000-8000-000000000001'
const DATASET = '018f0000-0000-7000-8000-0000000000d1'
const RUN = '018f0000-0000-7000-8000-0000000000a1'
/** Trained on the same images, kept as JPEG. */
const JPEG_DATASET = '018f0000-0000-7000-8000-0000000000d2'
export const JPEG_RUN = '018f0000-0000-7000-8000-0000000000a2'
const BINARY = 'application/octet-stream'

const actor: Actor = { actor: 'local', project: PROJECT, role: 'viewer', requestId: 'test' }
export const asUser = <T>(work: () => T): T => actingAs(actor, work)

/** What models and jobs answer. */
function makeWorld() {
  const { plan, onnx } = compileLenet()
  const of = (id: string, dataset: string) =>
    Run.create({ id, project: PROJECT, dataset, planJson: JSON.stringify(plan) })
  const [run, jpegRun] = [of(RUN, DATASET), of(JPEG_RUN, JPEG_DATASET)]
  return { plan, onnx, run, jpegRun, snapshots: new Map<string, Snapshot>() }
}

/** The service on real servers; models and jobs answer what the test puts into `world`. */
export async function startInference({ fetchAllow = '' } = {}) {
  const world = makeWorld()
  const neighbours = [
    await startNeighbour(ModelsServiceService, {
      getSnapshots: async ({ ids }) => ({ snapshots: ids.flatMap(id => world.snapshots.get(id) ?? []) }),
    }),
    await startNeighbour(JobsServiceService, {
      getRuns: async ({ ids }) => ({ runs: [world.run, world.jpegRun].filter(({ id }) => ids.includes(id)) }),
    }),
  ]
  const servers = await startServers()
  const work = mkdtempSync(join(tmpdir(), 'fovea-inference-'))
  const first = await startReplica(
    servers,
    neighbours.map(({ address }) => address),
    join(work, '1'),
    fetchAllow,
  )
  const store = first.app.get(ObjectStore)
  await putDataset(store, DATASET, 'raw')
  await putDataset(store, JPEG_DATASET, 'jpeg')
  const stop = async () => {
    await first.stop()
    for (const neighbour of neighbours) neighbour.stop()
    await servers.stop()
    rmSync(work, { recursive: true })
  }
  const replica = () =>
    startReplica(
      servers,
      neighbours.map(({ address }) => address),
      join(work, '2'),
      fetchAllow,
    )
  return { ...first, world, store, work, replica, stop }
}

async function startReplica(servers: Servers, [models, jobs]: string[], work: string, fetchAllow: string) {
  const [port] = await freePorts(1)
  const config = loadConfig({
    FOVEA_PYTHON_PIXELS: process.env['FOVEA_PYTHON_PIXELS'],
    FOVEA_PIXELS_PATH: process.env['FOVEA_PIXELS_PATH'],
    ...servers.env,
    FOVEA_SERVICE: 'inference',
    FOVEA_LOG_LEVEL: 'warn',
    FOVEA_HTTP_PORT: '0',
    FOVEA_GRPC_PORT: `${port}`,
    FOVEA_MODELS_ADDRESS: models,
    FOVEA_JOBS_ADDRESS: jobs,
    FOVEA_WORK_DIR: work,
    FOVEA_FETCH_ALLOW: fetchAllow,
    FOVEA_INFERENCE_SESSIONS: '2',
  })
  const grpc = { port: config.FOVEA_GRPC_PORT, definitions: [InferenceServiceService] }
  const app = await boot({ module: AppModule.with(config), config, grpc })
  const client = connect(InferenceServiceService, InferenceServiceClient, `127.0.0.1:${port}`, config.FOVEA_ACTOR_KEY)
  const stop = async () => {
    client.close()
    await app.close()
  }
  return { app, client, stop }
}

async function putDataset(store: ObjectStore, dataset: string, encoding: string) {
  const folder = `${PROJECT}/datasets/${dataset}/`
  const mean = safetensors([meanImage()])
  const places = { key: 'mean.safetensors', sha256: sha256(mean), bytes: mean.length, pixel: [110, 110, 110] }
  await store.put(`${folder}mean.safetensors`, mean, BINARY)
  const recipe = { ...SIZE, resize: 'squash', encoding, fastDecoding: false }
  const none = { count: 0, perClass: [0, 0], shards: [] }
  const splits = { train: none, val: none, test: none }
  const manifest = { version: 1, dataset, project: PROJECT, recipe, classes: CLASSES, splits, mean: places }
  await store.put(`${folder}manifest.json`, JSON.stringify(manifest), 'application/json')
}

export type Started = Awaited<ReturnType<typeof startInference>>

/** Uploads a snapshot and lets models know it. */
export async function addSnapshot(
  { world, store }: Started,
  id: string,
  weights: NamedTensor[],
  { metadata = '', run = RUN } = {},
) {
  const folder = `${PROJECT}/runs/${run}/`
  const file = safetensors(weights, metadata)
  const weightsKey = `${folder}snapshots/${id}/weights.safetensors`
  const onnxKey = `${folder}graph.onnx`
  await store.put(onnxKey, world.onnx, BINARY)
  await store.put(weightsKey, file, BINARY)
  const about = { weightsKey, weightsSha256: sha256(file), weightsBytes: file.length, onnxKey }
  world.snapshots.set(id, Snapshot.create({ id, project: PROJECT, run, ...about }))
}

export async function upload({ store }: Started, id: string, file: Buffer): Promise<string> {
  const key = `${PROJECT}/uploads/${id}`
  await store.put(key, file, BINARY)
  return key
}
