import { randomUUID } from 'node:crypto'
import { Queues } from '@fovea/service-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, MODEL, PROJECT, type Started, startJobs } from './service.js'

let service: Started

beforeAll(async () => {
  service = await startJobs({ worker: 'silent' })
})

afterAll(() => service?.stop())

it('calls the runs of a model after its new name', async () => {
  const { id } = await service.create()
  const { id: second } = await service.create()
  service.world.model.name = 'ships #2'
  const fact = { project: PROJECT, topic: 'model-renamed', id: MODEL }
  await service.app().get(Queues).addFact('jobs', fact, `${MODEL}-model-renamed-${randomUUID()}`, 'test')
  await expect.poll(async () => (await service.get(second)).name, { timeout: 10_000 }).toBe('ships #2#2')
  expect((await service.get(id)).name).toBe('ships #2#1')
})

it('does so by itself for a live run whose fact was lost', async () => {
  const { id, number } = await service.create()
  service.world.model.name = 'boats'
  await expect.poll(async () => (await service.get(id)).name, { timeout: 20_000 }).toBe(`boats#${number}`)
})

it('tells the solver as Caffe reads it', async () => {
  const { id } = await service.create()
  await service.until(id, run => run.iterations > 0)
  const { text } = await asUser(() => service.jobs.getSolverText({ project: PROJECT, id }))
  const { iterations } = await service.get(id)
  expect(text).toContain(`max_iter: ${iterations}\n`)
  expect(text).toMatch(/^test_iter: \d+$/m)
  const unknown = { project: PROJECT, id: randomUUID() }
  await expect(asUser(() => service.jobs.getSolverText(unknown))).rejects.toMatchObject({ code: 'not-found' })
})
