import { randomUUID } from 'node:crypto'
import { BestBy, Snapshot } from '@fovea/proto/models/v1/models'
import { ObjectStore, Queues } from '@fovea/service-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asService, asUser, DATASET, PROJECT, type Started, solver, startModels } from './service.js'

let service: Started
let model: string

beforeAll(async () => {
  service = await startModels()
  const asked = { project: PROJECT, name: 'ships', dataset: DATASET, standard: 'lenet', text: '', solver: solver() }
  const { result } = await asUser(() => service.models.createModel({ ...asked, idempotencyKey: randomUUID() }))
  if (result?.$case !== 'model') throw new Error(JSON.stringify(result))
  model = result.value.id
})

afterAll(() => service?.stop())

const folder = (run: string) => `${PROJECT}/runs/${run}/`

/** Uploads and registers a snapshot as jobs does. */
async function register(run: string, iteration: number, valBalancedAccuracy?: number, more: Partial<Snapshot> = {}) {
  const place = `${folder(run)}snapshots/${iteration}/`
  const [weightsKey, stateKey] = [`${place}weights.safetensors`, `${place}state.safetensors`]
  const store = service.app.get(ObjectStore)
  await store.put(weightsKey, 'weights', 'application/octet-stream')
  await store.put(stateKey, 'state', 'application/octet-stream')
  const files = { weightsKey, weightsSha256: 'w', weightsBytes: 7, stateKey, stateSha256: 's', stateBytes: 5 }
  const onnxKey = `${folder(run)}graph.onnx`
  const figures = { iteration, epoch: iteration / 10, valBalancedAccuracy, ...more }
  return asService(() =>
    service.models.registerSnapshot(Snapshot.create({ project: PROJECT, run, model, ...files, ...figures, onnxKey })),
  )
}

async function objects(run: string) {
  const found = []
  for await (const { key } of service.app.get(ObjectStore).list(folder(run))) found.push(key.slice(folder(run).length))
  return found.sort()
}

const list = async (run: string) =>
  (await asUser(() => service.models.listSnapshots({ project: PROJECT, runs: [run] }))).snapshots

it('keeps the state of the newest and the best alone, in rows and in the store', async () => {
  const run = randomUUID()
  await register(run, 10, 0.9)
  await register(run, 20, 0.5)
  const third = await register(run, 30, 0.6)
  expect(third).toMatchObject({ isNewest: true, isBest: false })
  expect(await list(run)).toMatchObject([
    { iteration: 10, isBest: true, isNewest: false, stateKey: expect.stringContaining('/10/state') },
    { iteration: 20, isBest: false, isNewest: false, stateKey: '' },
    { iteration: 30, isBest: false, isNewest: true, stateKey: expect.stringContaining('/30/state') },
  ])
  expect(await objects(run)).toEqual([
    'snapshots/10/state.safetensors',
    'snapshots/10/weights.safetensors',
    'snapshots/20/weights.safetensors',
    'snapshots/30/state.safetensors',
    'snapshots/30/weights.safetensors',
  ])
  const { snapshots } = await asUser(() => service.models.getSnapshots({ project: PROJECT, ids: [third.id, 'x'] }))
  expect(snapshots).toEqual([third])
})

it('judges by the figure that the run names', async () => {
  const run = randomUUID()
  const bestBy = BestBy.LOSS
  await register(run, 10, 0.9, { bestBy, valLoss: 0.4 })
  await register(run, 20, 0.5, { bestBy, valLoss: 0.2 })
  const last = await register(run, 30, 0.6, { bestBy, valLoss: 0.3 })
  expect(last).toMatchObject({ isBest: false, bestBy })
  expect((await list(run)).filter(({ isBest }) => isBest)).toMatchObject([
    { iteration: 20, stateKey: expect.stringContaining('/20/state') },
  ])
})

it('answers the same when told twice, also by many at once', async () => {
  const run = randomUUID()
  const answers = await Promise.all([1, 2, 3].map(() => register(run, 5, 0.5)))
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  await Promise.all([1, 2, 3, 4].map(n => register(run, n, 0.1 * n)))
  const rows = await list(run)
  expect(rows.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5])
  expect(rows.filter(({ isBest }) => isBest)).toMatchObject([{ iteration: 5 }])
  expect(rows.filter(({ isNewest }) => isNewest)).toMatchObject([{ iteration: 5 }])
})

it('keeps the weights of the best and the last thirty', async () => {
  const run = randomUUID()
  for (let iteration = 1; iteration <= 33; iteration++) await register(run, iteration, iteration === 2 ? 1 : 0.5)
  const kept = [2, ...Array.from({ length: 30 }, (_, i) => i + 4)]
  expect((await list(run)).map(({ iteration }) => iteration)).toEqual(kept)
  const weights = (await objects(run)).filter(key => key.endsWith('weights.safetensors'))
  expect(weights).toHaveLength(31)
})

it('is not kept for a model that is gone, nor for somebody who is no service', async () => {
  const snapshot = Snapshot.create({ project: PROJECT, run: randomUUID(), model: randomUUID(), iteration: 1 })
  await expect(asService(() => service.models.registerSnapshot(snapshot))).rejects.toMatchObject({ code: 'not-found' })
  await expect(asUser(() => service.models.registerSnapshot(snapshot))).rejects.toMatchObject({ code: 'forbidden' })
})

it('goes with its run', async () => {
  const run = randomUUID()
  await register(run, 1)
  const fact = { project: PROJECT, topic: 'run-deleted', id: run }
  await service.app.get(Queues).addFact('models', fact, `${run}-run-deleted-1`, 'test')
  await expect.poll(() => list(run), { timeout: 10_000 }).toEqual([])
})

it('keeps what is pinned through all that comes after it, and lets it go once it is no longer', async () => {
  const run = randomUUID()
  const { id } = await register(run, 1)
  const pin = (isPinned: boolean) => asUser(() => service.models.pinSnapshot({ project: PROJECT, id, isPinned }))
  expect(await pin(true)).toMatchObject({ result: { $case: 'snapshot', value: { id, isPinned: true } } })
  for (let iteration = 2; iteration <= 33; iteration++) await register(run, iteration, 0.5)
  expect((await list(run))[0]).toMatchObject({ id, isPinned: true, isBest: false, stateKey: '' })
  expect(await objects(run)).toContain('snapshots/1/weights.safetensors')
  await pin(false)
  await register(run, 34, 0.5)
  expect((await list(run)).map(snapshot => snapshot.id)).not.toContain(id)
  expect(await pin(true)).toMatchObject({ result: { $case: 'refusal', value: { code: 'not-found' } } })
})

it('deletes one snapshot with its objects, and the next best is the best', async () => {
  const run = randomUUID()
  await register(run, 10, 0.6)
  const best = await register(run, 20, 0.9)
  await register(run, 30, 0.5)
  const remove = () => asUser(() => service.models.deleteSnapshot({ project: PROJECT, id: best.id }))
  expect(await remove()).toMatchObject({ result: { $case: 'snapshot', value: { id: best.id } } })
  expect(await list(run)).toMatchObject([
    { iteration: 10, isBest: true, isNewest: false },
    { iteration: 30, isBest: false, isNewest: true },
  ])
  expect((await objects(run)).filter(key => key.startsWith('snapshots/20/'))).toEqual([])
  expect(await remove()).toMatchObject({ result: { $case: 'refusal', value: { code: 'not-found' } } })
})

it('does not delete what a live run would go on from, and does once the run has ended', async () => {
  const run = randomUUID()
  await register(run, 10)
  const { id } = await register(run, 20)
  const remove = () => asUser(() => service.models.deleteSnapshot({ project: PROJECT, id }))
  service.world.live.set(run, 'ships#1')
  expect(await remove()).toMatchObject({ result: { value: { code: 'in-use', names: ['ships#1'] } } })
  expect(await list(run)).toHaveLength(2)
  service.world.live.delete(run)
  expect(await remove()).toMatchObject({ result: { $case: 'snapshot' } })
  expect(await list(run)).toMatchObject([{ iteration: 10, isNewest: true }])
})
