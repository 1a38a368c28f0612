import { randomUUID } from 'node:crypto'
import { type CreateModelRequest, Mean, type ModelResult, PolicyType } from '@fovea/proto/models/v1/models'
import { ModelProto } from '@fovea/proto/onnx'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asUser, DATASET, PROJECT, type Started, solver, startModels } from './service.js'

let service: Started

beforeAll(async () => {
  service = await startModels()
})

afterAll(() => service?.stop())

beforeEach(() => {
  service.world.refusesHolds = false
})

const request = (change: Partial<CreateModelRequest> = {}): CreateModelRequest => ({
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
const sql = (text: string, values: unknown[] = []) => service.sql(text, values)

function modelOf({ result }: ModelResult) {
  if (result?.$case !== 'model') throw new Error(`no model: ${JSON.stringify(result)}`)
  return result.value
}

function refusalOf({ result }: ModelResult) {
  if (result?.$case !== 'refusal') throw new Error(`no refusal: ${JSON.stringify(result)}`)
  return result.value
}

describe('making a model', () => {
  it('fills in what is left out, holds the dataset and answers the same for the same key', async () => {
    const asked = request()
    const model = modelOf(await asUser(() => service.models.createModel(asked)))
    expect(model).toMatchObject({ name: asked.name, dataset: DATASET, networkName: 'LeNet', parameters: 431_080 })
    expect(model.solver).toMatchObject({
      batchSize: 64,
      weightDecay: 0.0001,
      policy: { type: PolicyType.STEP, stepPercent: 33, gamma: 0.1, power: 0, values: [] },
      preprocessing: { mean: Mean.IMAGE, crop: 0, mirror: false },
    })
    expect(model.solver?.preprocessing?.scale).toBeGreaterThan(0)
    expect(service.world.holds.get(model.id)).toBe(asked.name)
    expect(modelOf(await asUser(() => service.models.createModel({ ...asked, name: 'another' })))).toEqual(model)
  })

  it('keeps what is given, zero and false among it', async () => {
    const given = { mean: Mean.NONE, scale: 2, crop: 20, mirror: true }
    const model = modelOf(await create({ solver: solver({ batchSize: 5, weightDecay: 0, preprocessing: given }) }))
    expect(model.solver).toMatchObject({ batchSize: 5, weightDecay: 0, preprocessing: given })
  })

  it('makes one model of many calls at once with one key, and one of many with one name', async () => {
    const asked = request()
    const same = await Promise.all(Array.from({ length: 4 }, () => asUser(() => service.models.createModel(asked))))
    expect(new Set(same.map(result => modelOf(result).id)).size).toBe(1)
    const name = `twins ${randomUUID()}`
    const twins = await Promise.all(Array.from({ length: 4 }, () => create({ name })))
    expect(twins.filter(({ result }) => result?.$case === 'model')).toHaveLength(1)
    const ids = (await asUser(() => service.models.listModels({ page: page({ first: 200 }), dataset: '' }))).models.map(
      ({ id }) => id,
    )
    expect([...service.world.holds.keys()].sort()).toEqual(ids.sort())
  })

  it.each([
    ['no name', { name: '  ' }, 'name', 'name'],
    ['no network', { standard: '' }, 'network', 'network'],
    ['an unknown network', { standard: 'alexnett' }, 'network', 'network.standard'],
    ['no such dataset', { dataset: randomUUID() }, 'dataset-gone', 'datasetId'],
    ['nonsense for a dataset', { dataset: "'; --" }, 'dataset-gone', 'datasetId'],
    ['no epochs', { solver: solver({ epochs: 0 }) }, 'solver', 'solver.epochs'],
    ['an empty batch', { solver: solver({ batchSize: 0 }) }, 'solver', 'solver.batchSize'],
    [
      'a crop over the side',
      { solver: solver({ preprocessing: { mean: Mean.IMAGE, crop: 29 } }) },
      'solver',
      'solver.preprocessing.crop',
    ],
  ])('is refused with %s', async (_, change, code, field) => {
    const before = await sql('SELECT count(*) FROM dataset_hold')
    expect(refusalOf(await create(change))).toMatchObject({ code, field })
    expect(await sql('SELECT count(*) FROM dataset_hold')).toEqual(before)
  })

  it('is refused with a name in use, whose twin is named', async () => {
    const { name } = modelOf(await create())
    expect(refusalOf(await create({ name }))).toMatchObject({ code: 'name-taken', field: 'name', names: [name] })
  })

  it('is refused with a dataset that cannot be held, and leaves nothing', async () => {
    service.world.refusesHolds = true
    const name = `unheld ${randomUUID()}`
    expect(refusalOf(await create({ name }))).toMatchObject({
      field: 'datasetId',
      message: 'The dataset digits is deleted.',
    })
    expect(await sql('SELECT 1 FROM dataset_hold WHERE model_name = $1', [name])).toEqual([])
  })

  it('says where a network does not fit the dataset', async () => {
    const text = `name: "Big"
layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
  convolution_param { num_output: 4 kernel_size: 40 weight_filler { type: "xavier" } } }
layer { name: "ip" type: "InnerProduct" bottom: "conv" top: "ip" inner_product_param { weight_filler { type: "xavier" } } }
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip" bottom: "label" top: "loss" }`
    const { result } = await create({ standard: '', text })
    if (result?.$case !== 'invalid') throw new Error('the network was taken')
    const [fault] = result.value.faults
    expect(fault).toMatchObject({ severity: 'error', layer: 'conv', line: 3, column: 37 })
    expect(fault?.message).toContain('does not fit images of 28×28')
  })

  it('gives back the hold of a model that never came', async () => {
    const lost = randomUUID()
    service.world.holds.set(lost, 'lost')
    await sql(
      `INSERT INTO dataset_hold (model, project, dataset, model_name, made_at) VALUES ($1, $2, $3, 'lost', now() - interval '2 minutes')`,
      [lost, PROJECT, DATASET],
    )
    await expect.poll(() => service.world.holds.has(lost), { timeout: 20_000 }).toBe(false)
    await expect.poll(() => sql('SELECT 1 FROM dataset_hold WHERE model = $1', [lost]), { timeout: 5000 }).toEqual([])
  })
})

const page = (change = {}) => ({ project: PROJECT, first: 2, after: '', search: '', name: '', ...change })

describe('finding models', () => {
  it('pages newest first, searches and finds by name', async () => {
    const tag = randomUUID()
    const made = []
    for (const n of [1, 2, 3]) made.unshift(modelOf(await create({ name: `${tag}_%${n}` })).id)
    const list = (change = {}) =>
      asUser(() => service.models.listModels({ page: page({ search: `${tag}_%`, ...change }), dataset: '' }))
    const first = await list()
    expect(first).toMatchObject({ models: [{ id: made[0] }, { id: made[1] }], page: { hasNext: true, total: 3 } })
    expect(await list({ after: first.page?.endCursor })).toMatchObject({
      models: [{ id: made[2] }],
      page: { hasNext: false },
    })
    expect((await list({ search: `${tag}__` })).models).toEqual([])
    expect((await list({ search: '', name: `${tag}_%2` })).models).toMatchObject([{ id: made[1] }])
    const on = (dataset: string) => asUser(() => service.models.listModels({ page: page({ search: tag }), dataset }))
    expect((await on(DATASET)).page?.total).toBe(3)
    expect((await on(randomUUID())).page?.total).toBe(0)
  })

  it('gives models in the order asked for, without strangers', async () => {
    const [a, b] = [modelOf(await create()).id, modelOf(await create()).id]
    const ids = [b, randomUUID(), 'nonsense', a]
    expect((await asUser(() => service.models.getModels({ project: PROJECT, ids }))).models).toMatchObject([
      { id: b },
      { id: a },
    ])
  })
})

describe('deleting a model', () => {
  const ref = (id: string) => ({ project: PROJECT, id })

  it('hides it at once, and restoring takes the hold again', async () => {
    const { id, name } = modelOf(await create())
    expect(modelOf(await asUser(() => service.models.deleteModel(ref(id))))).toMatchObject({
      deleted: true,
      revision: 2,
    })
    expect((await asUser(() => service.models.listModels({ page: page({ name }), dataset: '' }))).models).toEqual([])
    service.world.holds.delete(id)
    expect(modelOf(await asUser(() => service.models.restoreModel(ref(id))))).toMatchObject({
      deleted: false,
      revision: 3,
    })
    expect(service.world.holds.has(id)).toBe(true)
  })

  it('is not undone when the dataset is gone, or the name in use again', async () => {
    const { id, name } = modelOf(await create())
    await asUser(() => service.models.deleteModel(ref(id)))
    service.world.refusesHolds = true
    expect(refusalOf(await asUser(() => service.models.restoreModel(ref(id))))).toMatchObject({
      message: 'The dataset digits is deleted.',
    })
    service.world.refusesHolds = false
    modelOf(await create({ name }))
    expect(refusalOf(await asUser(() => service.models.restoreModel(ref(id))))).toMatchObject({ code: 'name-taken' })
  })

  it('ends after a minute with its rows and its hold', async () => {
    const { id } = modelOf(await create())
    await asUser(() => service.models.deleteModel(ref(id)))
    await sql(`UPDATE model SET deleted_at = now() - interval '2 minutes' WHERE id = $1`, [id])
    await sql(`UPDATE dataset_hold SET made_at = now() - interval '2 minutes' WHERE model = $1`, [id])
    await expect.poll(() => service.world.holds.has(id), { timeout: 20_000 }).toBe(false)
    expect(refusalOf(await asUser(() => service.models.restoreModel(ref(id))))).toMatchObject({ code: 'not-found' })
  })

  it('of a stranger is refused', async () => {
    expect(refusalOf(await asUser(() => service.models.deleteModel(ref(randomUUID()))))).toMatchObject({
      code: 'not-found',
    })
    expect(refusalOf(await asUser(() => service.models.deleteModel(ref('x'))))).toMatchObject({ code: 'not-found' })
  })
})

describe('networks', () => {
  it('come with Fovea, each sound on a dataset of its size', async () => {
    const { networks } = await asUser(() => service.models.listStandardNetworks({}))
    expect(networks).toHaveLength(10)
    for (const { name: standard, crop, input } of networks) {
      const check = { project: PROJECT, dataset: DATASET, standard, text: '', preprocessing: undefined }
      const { faults, layers, parameters } = await asUser(() => service.models.checkNetwork(check))
      const codes = faults.filter(({ severity }) => severity === 'error').map(({ code }) => code)
      // The dataset's images are of 28×28 pixels.
      expect(codes.includes('crop')).toBe(crop > 28)
      if (crop <= 28) expect(codes).toEqual([])
      expect(input?.height).toBeGreaterThanOrEqual(crop)
      if (crop <= 28) expect(parameters).toBeGreaterThan(1000)
      expect(layers.length).toBeGreaterThan(5)
    }
  })
})

describe('freezing a model', () => {
  it('gives the plan, the graph and the whole solver', async () => {
    const { id } = modelOf(
      await create({ solver: solver({ preprocessing: { mean: Mean.PIXEL, scale: 0.5, crop: 24 } }) }),
    )
    const { result } = await asUser(() =>
      service.models.freezeModel({ project: PROJECT, model: id, solver: undefined }),
    )
    if (result?.$case !== 'frozen') throw new Error(JSON.stringify(result))
    expect(JSON.parse(result.value.planJson)).toMatchObject({
      version: 1,
      classes: 10,
      input: { channels: 1, height: 24, width: 24 },
      preprocessing: { height: 28, width: 28, channels: 1, resize: 'fill', mean: 'pixel', scale: 0.5, crop: 24 },
    })
    const { graph } = ModelProto.decode(result.value.onnx)
    expect(graph?.input).toHaveLength(1)
    expect(graph?.initializer[0]).toMatchObject({ dataLocation: 'EXTERNAL', externalData: [], dataType: 1 })
    expect(result.value.solver).toMatchObject({ batchSize: 64, preprocessing: { crop: 24, mirror: false } })
  })

  it('checks the solver of the run', async () => {
    const { id } = modelOf(await create())
    const asked = { project: PROJECT, model: id, solver: solver({ momentum: 1 }) }
    const { result } = await asUser(() => service.models.freezeModel(asked))
    expect(result).toMatchObject({ $case: 'refusal', value: { field: 'solver.momentum' } })
  })
})
