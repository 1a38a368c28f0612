import { randomUUID } from 'node:crypto'
import type { ModelResult, UpdateModelRequest } from '@fovea/proto/models/v1/models'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, DATASET, PROJECT, type Started, solver, startModels } from './service.js'

let service: Started

beforeAll(async () => {
  service = await startModels()
})

afterAll(() => service?.stop())

function modelOf({ result }: ModelResult) {
  if (result?.$case !== 'model') throw new Error(`no model: ${JSON.stringify(result)}`)
  return result.value
}

async function newModel() {
  const asked = { project: PROJECT, name: `model ${randomUUID()}`, dataset: DATASET, standard: 'lenet', text: '' }
  const key = { idempotencyKey: randomUUID() }
  return modelOf(await asUser(() => service.models.createModel({ ...asked, ...key, solver: solver() })))
}

const update = (id: string, change: Partial<UpdateModelRequest>) =>
  asUser(() => service.models.updateModel({ project: PROJECT, id, revision: 0, ...change }))

it('renames, groups and annotates, each alone, and tells the dataset of the new name', async () => {
  const model = await newModel()
  const name = `ships ${randomUUID()}`
  const renamed = modelOf(await update(model.id, { name: ` ${name} ` }))
  expect(renamed).toMatchObject({ name, group: '', notes: '', revision: model.revision + 1 })
  const noted = modelOf(await update(model.id, { group: 'harbour', notes: 'one\r\ntwo\n' }))
  expect(noted).toMatchObject({ name, group: 'harbour', notes: 'one\ntwo' })
  await expect.poll(() => service.world.holds.get(model.id), { timeout: 10_000 }).toBe(name)
})

it('lists by group, and the groups in use', async () => {
  const [inside, outside] = [await newModel(), await newModel()]
  const group = `group ${randomUUID()}`
  await update(inside.id, { group })
  const page = { project: PROJECT, first: 200, after: '', search: '', name: '' }
  const list = async (wanted?: string) =>
    (await asUser(() => service.models.listModels({ page, dataset: '', group: wanted }))).models.map(({ id }) => id)
  expect(await list(group)).toEqual([inside.id])
  expect(await list('')).toContain(outside.id)
  expect(await list('')).not.toContain(inside.id)
  expect(await list()).toEqual(expect.arrayContaining([inside.id, outside.id]))
  const groups = async () => (await asUser(() => service.models.listGroups({ project: PROJECT }))).groups
  expect(await groups()).toContain(group)
  await update(inside.id, { group: '' })
  expect(await groups()).not.toContain(group)
})

it('writes over nobody: of many changes seen at one revision, one is kept', async () => {
  const model = await newModel()
  const answers = await Promise.all(
    [1, 2, 3, 4].map(n => update(model.id, { notes: `${n}`, revision: model.revision })),
  )
  expect(answers.filter(({ result }) => result?.$case === 'model')).toHaveLength(1)
  for (const { result } of answers) if (result?.$case === 'refusal') expect(result.value.code).toBe('changed')
})

it.each([
  ['a name in use', (other: string) => ({ name: other }), 'name-taken'],
  ['no name', () => ({ name: ' ' }), 'name'],
  ['notes without end', () => ({ notes: 'a'.repeat(10_001) }), 'notes'],
])('is refused with %s, and changes nothing', async (_, change, code) => {
  const [model, other] = [await newModel(), await newModel()]
  const { result } = await update(model.id, { group: 'kept out', ...change(other.name) })
  expect(result).toMatchObject({ $case: 'refusal', value: { code } })
  const { models } = await asUser(() => service.models.getModels({ project: PROJECT, ids: [model.id] }))
  expect(models).toEqual([model])
})

it('is refused for a model that is deleted or nobody knows', async () => {
  const model = await newModel()
  await asUser(() => service.models.deleteModel({ project: PROJECT, id: model.id }))
  for (const id of [model.id, randomUUID(), 'x'])
    expect((await update(id, { name: 'other' })).result).toMatchObject({ value: { code: 'not-found' } })
})
