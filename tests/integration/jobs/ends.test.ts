import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Started, startJobs } from './service.js'

let service: Started

beforeAll(async () => {
  service = await startJobs()
})

afterAll(() => service?.stop())

it('aborts what trains, keeps its points, and frees the device', async () => {
  const { id } = await service.create({ epochs: 1000 })
  await service.until(id, run => run.iteration >= 30)
  expect(await service.abort(id)).toMatchObject({ state: RunState.STOPPING, reason: 'aborted by local' })
  expect(await service.until(id, RunState.ABORTED)).toMatchObject({ reason: 'aborted by local', attempts: 1 })
  expect((await service.points(id)).find(({ name }) => name === 'train/loss')?.values.length).toBeGreaterThanOrEqual(30)
  expect(await service.history(id)).toEqual('WAITING_FOR_DATASET QUEUED STARTING RUNNING STOPPING ABORTED'.split(' '))
}, 240_000)

it('says what to do when the loss is no number any more', async () => {
  const { id } = await service.create({ baseRate: 1e12 })
  const run = await service.until(id, ({ state }) => state === RunState.FAILED)
  expect(run).toMatchObject({ failure: 'diverged', attempts: 1 })
  expect(run.remedy).toContain('ower the learning rate')
}, 240_000)
