import { randomUUID } from 'node:crypto'
import { compile, standardNetworks } from '@fovea/netspec'
import { type CreateModelRequest, Mean, type ModelResult, Snapshot } from '@fovea/proto/models/v1/models'
import { ObjectStore } from '@fovea/service-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { asService, asUser, DATASET, PROJECT, type Started, solver, startModels } from './service.js'
import { weightsFile } from './weights-file.js'

let service: Started
let store: ObjectStore

const TEN = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
const SHIPS = ['ship', 'no ship']

beforeAll(async () => {
  service = await startModels()
  store = service.app.get(ObjectStore)
})

afterAll(() => service?.stop())

beforeEach(() => {
  service.world.refusesHolds = false
  service.world.dataset.classes = SHIPS
})

const request = (change: Partial<CreateModelRequest>): CreateModelRequest => ({
  project: PROJECT,
  name: `model ${randomUUID()}`,
  dataset: DATASET,
  standard: 'lenet',
  text: '',
  solver: solver(),
  idempotencyKey: randomUUID(),
  ...change,
})

const create = (change: Partial<CreateModelRequest> = {}) => asUser(() => service.models.createModel(request(change)))

function modelOf({ result }: ModelResult) {
  if (result?.$case !== 'model') throw new Error(`no model: ${JSON.stringify(result)}`)
  return result.value
}

function weights(classes: number, more: { name: string; shape: number[] }[] = []): Buffer {
  const { plan } = compile(standardNetworks.lenet, { classes, input: { channels: 1, height: 28, width: 28 } })
  return weightsFile([...more, ...(plan?.ops.flatMap(op => op.parameters) ?? [])])
}

/** A run of its own model that has saved a snapshot on images of ten classes. */
async function trained(file = weights(10)) {
  const { id: model } = modelOf(await create())
  const run = randomUUID()
  service.world.trained.set(run, { name: 'digits#3', dataset: service.world.digits.id })
  const weightsKey = `${PROJECT}/runs/${run}/snapshots/40/weights.safetensors`
  await store.put(weightsKey, file, 'application/octet-stream')
  const files = { weightsKey, weightsSha256: 'w', weightsBytes: file.length, onnxKey: 'x' }
  const snapshot = await asService(() =>
    service.models.registerSnapshot(
      Snapshot.create({ project: PROJECT, run, model, iteration: 40, epoch: 2, ...files }),
    ),
  )
  return { model, run, snapshot: snapshot.id, weightsKey, file }
}

const copies = async (model: string) => {
  const found = []
  for await (const { key } of store.list(`${PROJECT}/models/${model}/`)) found.push(key)
  return found
}

const freeze = async (model: string, change = {}) => {
  const asked = { project: PROJECT, model, solver: solver(change) }
  const { result } = await asService(() => service.models.freezeModel(asked))
  return result
}

const EXPECTED = {
  runName: 'digits#3',
  epoch: 2,
  taken: ['conv1', 'conv2', 'ip1'],
  refilled: [{ name: 'ip2', reason: '2 classes instead of 10' }],
}

it('says before what a model would begin with, and the model says the same', async () => {
  const { snapshot, run } = await trained()
  const asked = { project: PROJECT, dataset: DATASET, standard: 'lenet', text: '', preprocessing: undefined }
  const check = await asUser(() => service.models.checkNetwork({ ...asked, initialSnapshot: snapshot }))
  expect(check.initialWeights).toEqual({ snapshot, run, ...EXPECTED })
  const made = modelOf(await create({ initialSnapshot: snapshot }))
  expect(made.initialWeights).toEqual(check.initialWeights)
  const { models } = await asUser(() => service.models.getModels({ project: PROJECT, ids: [made.id] }))
  expect(models).toEqual([made])
  expect((await asUser(() => service.models.checkNetwork(asked))).initialWeights).toBeUndefined()
  expect(modelOf(await create()).initialWeights).toBeUndefined()
})

it('keeps the weights when the first model, its run and its snapshots are gone', async () => {
  const { snapshot, run, weightsKey, file } = await trained()
  const { id } = modelOf(await create({ initialSnapshot: snapshot }))
  await asUser(() => service.models.deleteSnapshot({ project: PROJECT, id: snapshot }))
  expect(await store.stat(weightsKey)).toBeUndefined()
  service.world.trained.delete(run)
  const frozen = await freeze(id)
  if (frozen?.$case !== 'frozen') throw new Error(JSON.stringify(frozen))
  const { initial, flops } = frozen.value
  expect(initial).toMatchObject({ sha256: 'w', bytes: file.length, from: 'digits#3, epoch 2' })
  expect(initial?.parameters).toEqual(['conv1', 'conv2', 'ip1'].flatMap(name => [`${name}.weight`, `${name}.bias`]))
  expect((await store.get(initial?.key ?? '')).equals(file)).toBe(true)
  expect(flops).toBeGreaterThan(1_000_000)
})

it('takes less in a run that crops, and nothing in a model that begins afresh', async () => {
  const { snapshot } = await trained()
  const { id } = modelOf(await create({ initialSnapshot: snapshot }))
  const cropped = await freeze(id, { preprocessing: { mean: Mean.IMAGE, crop: 20 } })
  expect(cropped).toMatchObject({ $case: 'frozen' })
  expect(cropped?.$case === 'frozen' && cropped.value.initial?.parameters).toEqual(
    ['conv1', 'conv2'].flatMap(name => [`${name}.weight`, `${name}.bias`]),
  )
  expect(await freeze(modelOf(await create()).id)).toMatchObject({ value: { initial: undefined } })
})

it('compares the classes that a dataset has when the run begins', async () => {
  service.world.dataset.classes = TEN
  const { snapshot } = await trained()
  const made = modelOf(await create({ initialSnapshot: snapshot }))
  expect(made.initialWeights).toMatchObject({ taken: ['conv1', 'conv2', 'ip1', 'ip2'], refilled: [] })
  service.world.dataset.classes = [...TEN].reverse()
  const frozen = await freeze(made.id)
  expect(frozen?.$case === 'frozen' && frozen.value.initial?.parameters).not.toContain('ip2.weight')
})

it('reads a header of many layers', async () => {
  const { snapshot, file } = await trained(
    weights(
      10,
      Array.from({ length: 2000 }, (_, i) => ({ name: `layer${i}.weight`, shape: [1] })),
    ),
  )
  expect(file.readBigUInt64LE()).toBeGreaterThan(100_000n)
  expect(modelOf(await create({ initialSnapshot: snapshot })).initialWeights).toMatchObject(EXPECTED)
})

it.each([
  ['a snapshot that is nowhere', async () => randomUUID(), 'not-found'],
  ['no id at all', async () => "'; --", 'not-found'],
  [
    'one of a run that is deleted',
    async () => {
      const { snapshot, run } = await trained()
      service.world.trained.delete(run)
      return snapshot
    },
    'not-found',
  ],
  [
    'one whose file is gone',
    async () => {
      const { snapshot, weightsKey } = await trained()
      await store.remove([weightsKey])
      return snapshot
    },
    'not-found',
  ],
  [
    'one that is no safetensors file',
    async () => (await trained(Buffer.from('weights'))).snapshot,
    'weights-unreadable',
  ],
  ['a header beyond all bounds', async () => (await trained(Buffer.alloc(64, 255))).snapshot, 'weights-unreadable'],
  [
    'one of which nothing fits',
    async () => (await trained(weightsFile([{ name: 'other.weight', shape: [2] }]))).snapshot,
    'nothing-taken',
  ],
])('is refused with %s, and nothing is left', async (_, snapshotOf, code) => {
  const initialSnapshot = await snapshotOf()
  const before = await service.sql('SELECT count(*) FROM dataset_hold')
  const { result } = await create({ initialSnapshot })
  expect(result).toMatchObject({ $case: 'refusal', value: { code, field: 'initialSnapshotId' } })
  expect(await service.sql('SELECT count(*) FROM dataset_hold')).toEqual(before)
})

it('says which layer of which nothing fits', async () => {
  const { snapshot } = await trained(weightsFile([{ name: 'conv1.weight', shape: [1, 1, 5, 5] }]))
  const { result } = await create({ initialSnapshot: snapshot })
  expect(result).toMatchObject({
    value: { message: 'Nothing of digits#3, epoch 2 fits this network: of conv1, the snapshot has no conv1.bias.' },
  })
})

it('knows no snapshot of another project', async () => {
  const { snapshot } = await trained()
  await service.sql('ALTER TABLE snapshot DROP CONSTRAINT snapshot_project_model_fkey')
  await service.sql('UPDATE snapshot SET project = $2 WHERE id = $1', [snapshot, randomUUID()])
  const { result } = await create({ initialSnapshot: snapshot })
  expect(result).toMatchObject({ value: { code: 'not-found', field: 'initialSnapshotId' } })
  const asked = { project: PROJECT, dataset: DATASET, standard: 'lenet', text: '', preprocessing: undefined }
  const check = asUser(() => service.models.checkNetwork({ ...asked, initialSnapshot: snapshot }))
  await expect(check).rejects.toMatchObject({ code: 'not-found' })
})

it('leaves no copy when the dataset cannot be held, nor when another took the name', async () => {
  const { snapshot } = await trained()
  service.world.refusesHolds = true
  const [before] = await service.sql('SELECT count(*)::int AS n FROM model')
  const { result } = await create({ initialSnapshot: snapshot })
  expect(result).toMatchObject({ $case: 'refusal', value: { field: 'datasetId' } })
  service.world.refusesHolds = false
  const name = `twins ${randomUUID()}`
  const made = await Promise.all([1, 2, 3].map(() => create({ name, initialSnapshot: snapshot })))
  expect(made.filter(one => one.result?.$case === 'model')).toHaveLength(1)
  const [{ n }] = await service.sql('SELECT count(*)::int AS n FROM model')
  expect(n).toBe(before.n + 1)
  const owners = (await service.sql('SELECT id FROM model WHERE initial IS NOT NULL')).map(({ id }) => id)
  const left = []
  for await (const { key } of store.list(`${PROJECT}/models/`)) left.push(key.split('/')[2])
  expect(left.filter(id => !owners.includes(id))).toEqual([])
})

it('goes with its model, a while after it', async () => {
  const { snapshot } = await trained()
  const { id } = modelOf(await create({ initialSnapshot: snapshot }))
  await asUser(() => service.models.deleteModel({ project: PROJECT, id }))
  expect(await copies(id)).toHaveLength(1)
  await service.sql(`UPDATE model SET deleted_at = now() - interval '61 seconds' WHERE id = $1`, [id])
  await service.sql(`UPDATE dataset_hold SET made_at = now() - interval '61 seconds' WHERE model = $1`, [id])
  await expect.poll(() => copies(id), { timeout: 20_000 }).toEqual([])
})
