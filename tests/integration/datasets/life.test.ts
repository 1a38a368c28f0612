import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Tidy } from '../../../services/datasets/src/builds/tidy.service.js'
import { drawFolder } from './pictures.js'
import { asUser, ended, made, PROJECT, refused, type Started, startDatasets, startReplica, until } from './service.js'

const MODEL = '018f0000-0000-7000-8000-00000000000a'
// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let folder: string
let large: string

beforeAll(async () => {
  service = await startDatasets()
  folder = drawFolder(join(service.data, 'small'), [6, 6])
  large = drawFolder(join(service.data, 'large'), [150, 150], [400, 300])
})
afterAll(() => service?.stop())

const ref = (id: string) => ({ project: PROJECT, id })
const prefix = (id: string) => `${PROJECT}/datasets/${id}/`
const noObjects = (id: string) =>
  until('objects to be gone', async () => ((await service.keys(prefix(id))).length === 0 ? true : undefined))

/** A large build, seen going on, with progress and an idea of its end. */
async function building(name: string) {
  const { id } = made(await service.create({ name, folder: large }))
  await until('progress', async () => {
    const dataset = await service.get(id)
    return dataset && dataset.filesDone > 0 ? dataset : undefined
  })
  return id
}

it('an aborted build stops, keeps its row and loses its objects', async () => {
  const id = await building('to abort')
  const aborted = made(await asUser(() => service.datasets.abortDataset(ref(id))))
  expect(aborted).toMatchObject({ state: DatasetState.ABORTED, reason: 'The build was aborted.' })
  await noObjects(id)
  const again = refused(await asUser(() => service.datasets.abortDataset(ref(id))))
  expect(again.code).toBe('not-running')
  // Whoever was at a shard learns of it a moment later.
  await until('no shard to be worked at', async () => {
    const [{ open }] = await service.sql(
      'SELECT count(*)::int AS open FROM shard WHERE dataset = $1 AND lease_until > now()',
      [id],
    )
    return open === 0 || undefined
  })
  await noObjects(id)
})

it('a held dataset is not deleted; the model that holds it is named', async () => {
  const { id } = await ended(service, made(await service.create({ name: 'held', folder })).id)
  const hold = { project: PROJECT, dataset: id, model: MODEL, modelName: 'ship finder' }
  for (const _ of [1, 2]) made(await asUser(() => service.datasets.holdDataset(hold)))
  const answer = refused(await asUser(() => service.datasets.deleteDataset(ref(id))))
  expect(answer).toMatchObject({ code: 'in-use', names: ['ship finder'] })
  for (const _ of [1, 2]) await asUser(() => service.datasets.releaseDataset(hold))
  const hidden = made(await asUser(() => service.datasets.deleteDataset(ref(id))))
  expect(hidden.state).toBe(DatasetState.DELETED)
  expect(await service.get(id)).toBeUndefined()
  await expect(asUser(() => service.datasets.holdDataset(hold))).rejects.toThrow('no such dataset')
  await expect(asUser(() => service.datasets.deleteDataset(ref(id)))).rejects.toThrow('no such dataset')
})

it('a deleted dataset comes back within its minute, and goes for good with row, objects and source after it', async () => {
  const { id } = await ended(service, made(await service.create({ name: 'back', folder })).id)
  await asUser(() => service.datasets.deleteDataset(ref(id)))
  const other = made(await service.create({ name: 'back', folder }))
  const taken = refused(await asUser(() => service.datasets.restoreDataset(ref(id))))
  expect(taken.code).toBe('name-taken')
  await ended(service, other.id)
  await asUser(() => service.datasets.deleteDataset(ref(other.id)))
  expect(made(await asUser(() => service.datasets.restoreDataset(ref(id)))).state).toBe(DatasetState.READY)

  await asUser(() => service.datasets.deleteDataset(ref(id)))
  // As if the minute were over, for this and all that were deleted before.
  await service.sql("UPDATE dataset SET deleted_at = deleted_at - interval '1 minute' WHERE deleted_at IS NOT NULL")
  await expect(asUser(() => service.datasets.restoreDataset(ref(id)))).rejects.toThrow('no such dataset')
  await until('the row to be gone', async () =>
    (await service.sql('SELECT 1 FROM dataset WHERE deleted_at IS NOT NULL')).length === 0 ? true : undefined,
  )
  expect(await service.keys(prefix(id))).toEqual([])
  await until('its source to be gone', async () => {
    const left = await service.sql('SELECT 1 FROM source WHERE folder = $1', [folder])
    const keys = await service.keys(`${PROJECT}/sources/`)
    return left.length === 0 && keys.length <= 1 ? true : undefined
  })
})

it('a build that is deleted pauses, and goes on when it is restored', async () => {
  const id = await building('paused')
  await asUser(() => service.datasets.deleteDataset(ref(id)))
  made(await asUser(() => service.datasets.restoreDataset(ref(id))))
  expect((await ended(service, id)).state).toBe(DatasetState.READY)
})

it('a service that is told to end gives its steps up, leaves no file and no child, and goes on at the next start', async () => {
  const id = await building('restarted')
  const children = service.children()
  expect(children.length).toBe(2)
  await service.end()
  expect(readdirSync(join(service.env.FOVEA_WORK_DIR, 'datasets'))).toEqual([])
  for (const pid of children) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  expect(await service.sql('SELECT 1 FROM shard WHERE lease_until > now()')).toEqual([])
  expect((await service.sql('SELECT state FROM dataset WHERE id = $1', [id]))[0].state).toBe('BUILDING')
  await service.restart()
  expect((await ended(service, id)).state).toBe(DatasetState.READY)
})

it('tells of changes, at most four times a second, and delivers facts', async () => {
  const redis = new Redis(service.servers.env['FOVEA_REDIS_URL'] ?? '')
  const heard: number[] = []
  redis.on('message', () => heard.push(Date.now()))
  await redis.subscribe(`fovea:rows:${PROJECT}`)
  const { id } = made(await service.create({ name: 'told', folder: large }))
  await ended(service, id)
  redis.disconnect()
  expect(heard.length).toBeGreaterThan(2)
  const seconds = ((heard.at(-1) ?? 0) - (heard[0] ?? 0)) / 1000
  expect(heard.length).toBeLessThanOrEqual(4 * seconds + 4)
  await until('the outbox to be empty', async () =>
    (await service.sql('SELECT 1 FROM outbox')).length === 0 ? true : undefined,
  )
  const queue = new Redis(service.servers.env['FOVEA_REDIS_URL'] ?? '')
  const keys = await queue.keys('bull:facts-jobs:*dataset-ready*')
  queue.disconnect()
  expect(keys.some(key => key.includes(id))).toBe(true)
})

it('keeps objects and rows equal, both ways', async () => {
  const replica = await startReplica(service)
  const tidy = replica.get(Tidy)
  const stray = `${PROJECT}/datasets/018f0000-0000-7000-8000-0000000000ff/x`
  const others = `${PROJECT}/runs/018f0000-0000-7000-8000-0000000000ff/x`
  for (const key of [stray, others]) await service.store.put(key, 'x', 'text/plain')
  const { id } = await ended(service, made(await service.create({ name: 'robbed', folder })).id)
  const intact = await ended(service, made(await service.create({ name: 'intact', folder })).id)
  // What is young may belong to a row that is just being written.
  await tidy.compare()
  expect(await service.keys(stray)).toEqual([stray])
  await service.store.remove([`${prefix(id)}manifest.json`])
  await tidy.compare(0)
  expect(await service.keys(stray)).toEqual([])
  expect(await service.keys(others)).toEqual([others])
  expect((await service.get(id))?.reason).toBe('Its files are gone from the object store.')
  expect((await service.get(intact.id))?.state).toBe(DatasetState.READY)
  expect(await service.keys(`${prefix(intact.id)}manifest.json`)).toHaveLength(1)
  await replica.close()
})
