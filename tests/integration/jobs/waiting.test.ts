import { writeFileSync } from 'node:fs'
import { Dataset, DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { asUser, MODEL, PROJECT, runOf, type Started, solver, startJobs } from './service.js'

let service: Started

beforeAll(async () => {
  service = await startJobs({ worker: 'silent' })
})

beforeEach(() => {
  service.world.dataset = Dataset.create({
    ...service.world.dataset,
    state: DatasetState.BUILDING,
    filesDone: 1,
    filesTotal: 4,
  })
  service.world.frozen = undefined
})

afterAll(() => service?.stop())

it('waits for the dataset, may be paused meanwhile, and for PyTorch', async () => {
  writeFileSync(service.config.FOVEA_WORKER_INSTALL as string, JSON.stringify({ state: 'installing', percent: 63.7 }))
  const { id } = await service.create()
  await service.until(id, run => run.reason === 'waiting for the dataset squares, which is being built, 25 %')
  expect((await service.pause(id)).state).toBe(RunState.PAUSED)
  expect((await service.resume(id)).state).toBe(RunState.WAITING_FOR_DATASET)
  service.world.dataset.state = DatasetState.READY
  await service.until(id, run => run.state === RunState.QUEUED && run.reason === 'installing PyTorch, 63 %')
  const { onnxKey, planJson, iterations } = await service.get(id)
  expect((await service.store.get(onnxKey)).toString()).toBe('graph')
  expect(JSON.parse(planJson)).toMatchObject({ version: 1, classes: 2 })
  expect(iterations).toBe(80)
  expect(await asUser(() => service.jobs.getDevices({ project: PROJECT }))).toMatchObject({
    notReady: 'installing PyTorch, 63 %',
  })
  writeFileSync(service.config.FOVEA_WORKER_INSTALL as string, JSON.stringify({ state: 'ready' }))
  await service.until(id, RunState.STARTING)
  expect((await service.abort(id)).state).toBe(RunState.STOPPING)
  await service.until(id, RunState.ABORTED)
})

it('fails with the reason of the dataset', async () => {
  service.world.dataset = Dataset.create({
    ...service.world.dataset,
    state: DatasetState.FAILED,
    reason: 'one class only',
  })
  const { id } = await service.create()
  const run = await service.until(id, ({ state }) => state === RunState.FAILED)
  expect(run).toMatchObject({ failure: 'dataset', reason: 'The dataset squares failed: one class only' })
})

it('fails when the network does not fit', async () => {
  service.world.dataset.state = DatasetState.READY
  const fault = {
    severity: 'error',
    code: 'shape',
    line: 7,
    column: 1,
    layer: 'conv1',
    message: 'conv1 is too large.',
    remedy: 'Shrink it.',
  }
  service.world.frozen = { result: { $case: 'invalid', value: { faults: [fault] } } }
  const { id } = await service.create()
  const run = await service.until(id, ({ state }) => state === RunState.FAILED)
  expect(run).toMatchObject({ failure: 'bad-network', remedy: 'Shrink it.' })
  expect(run.reason).toBe('The network does not fit the dataset: conv1 is too large. (line 7)')
})

it('makes one run for one key, also at once, and refuses nonsense', async () => {
  const request = { project: PROJECT, model: MODEL, solver: solver(), idempotencyKey: 'once', device: '' }
  const made = await Promise.all(Array.from({ length: 5 }, () => asUser(() => service.jobs.createRun(request))))
  expect(new Set(made.map(result => runOf(result).id)).size).toBe(1)
  const next = await service.create()
  expect(next.number).toBe((made[0] ? runOf(made[0]).number : 0) + 1)
  for (const [change, field] of [
    [{ device: 'cuda:9' }, 'device'],
    [{ solver: solver({ epochs: 0 }) }, 'solver.epochs'],
    [{ model: 'nonsense' }, 'model'],
  ] as const)
    expect(await asUser(() => service.jobs.createRun({ ...request, idempotencyKey: field, ...change }))).toMatchObject({
      result: { $case: 'refusal', value: { field } },
    })
  expect(await asUser(() => service.jobs.resumeRun({ project: PROJECT, id: next.id }))).toMatchObject({
    result: { $case: 'refusal', value: { code: 'conflict' } },
  })
})
