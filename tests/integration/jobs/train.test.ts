import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { BestBy, PolicyType, Precision, SolverType } from '@fovea/proto/models/v1/models'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, PROJECT, type Started, startJobs } from './service.js'

let service: Started

beforeAll(async () => {
  service = await startJobs()
})

afterAll(() => service?.stop())

it('trains from the dataset to the last snapshot, one run at a time', async () => {
  const first = await service.create()
  const second = await service.create({ seed: 2 })
  const waiting = await service.until(second.id, run => run.reason.startsWith('waiting for a device'))
  expect(waiting.reason).toBe('waiting for a device: lenet#1 is on cpu')
  const { devices } = await asUser(() => service.jobs.getDevices({ project: PROJECT }))
  expect(devices).toMatchObject([{ id: 'cpu', run: first.id }])
  const run = await service.until(first.id, RunState.SUCCEEDED)
  expect(run).toMatchObject({ iteration: 80, iterations: 80, epoch: 4, attempts: 1, reason: 'finished', failure: '' })
  expect(run.valAccuracy).toBe(1)
  expect(run.seconds).toBeGreaterThan(0)
  expect(await service.history(first.id)).toEqual(['WAITING_FOR_DATASET', 'QUEUED', 'STARTING', 'RUNNING', 'SUCCEEDED'])
  const points = await service.points(first.id)
  expect(points.map(({ name, iterations }) => `${name} ${iterations.length}`)).toEqual([
    'train/loss 80',
    'train/rate 80',
    'val/accuracy 4',
    'val/balanced-accuracy 4',
    'val/loss 4',
  ])
  const log = await asUser(() => service.jobs.getLog({ project: PROJECT, run: first.id, after: 0, first: 0 }))
  expect(log.lines.map(line => line.number)).toEqual(log.lines.map((_, i) => i + 1))
  expect(log.lines.some(line => line.text.includes('validation loss'))).toBe(true)
  const last = await asUser(() => service.jobs.getLog({ project: PROJECT, run: first.id, after: -1, first: 0 }))
  expect(last.lines).toEqual(log.lines.slice(-1))
  await service.until(second.id, RunState.SUCCEEDED)
  const registered = [...service.world.snapshots.values()].filter(snapshot => snapshot.run === first.id)
  expect(registered.map(snapshot => snapshot.iteration)).toEqual([20, 40, 60, 80])
  for (const { weightsKey, weightsBytes } of registered)
    expect(await service.store.stat(weightsKey)).toMatchObject({ bytes: weightsBytes })
}, 300_000)

it('trains by the solver and the options that are asked for, and ends when nothing becomes better', async () => {
  const { id } = await service.create({
    ...{ type: SolverType.ADAM, baseRate: 0.002, momentum2: 0.99, delta: 1e-7, epochs: 40, accumulation: 2, clip: 35 },
    ...{ precision: Precision.BFLOAT16, earlyStop: 2, bestBy: BestBy.ACCURACY },
    policy: { type: PolicyType.COSINE, stepPercent: 0, gamma: 0, values: [], power: 0, warmupPercent: 1 },
  })
  const run = await service.until(id, RunState.SUCCEEDED)
  expect(run).toMatchObject({ iterations: 400, failure: '', solver: { type: SolverType.ADAM, accumulation: 2 } })
  expect(run.reason).toMatch(
    /^stopped early: the accuracy of epoch [\d.]+, [\d.]+ %, was not bettered in 2 validations$/,
  )
  expect(run.iteration).toBeLessThan(400)
  const rates = (await service.points(id)).find(({ name }) => name === 'train/rate')?.values ?? []
  expect(rates).toHaveLength(run.iteration)
  expect(rates.slice(0, 3)).toEqual([0, expect.closeTo(0.0005, 6), expect.closeTo(0.001, 6)])
  const log = await asUser(() => service.jobs.getLog({ project: PROJECT, run: id, after: 0, first: 0 }))
  expect(log.lines.map(({ text }) => text)).toContain(run.reason)
  expect(log.lines.some(({ text }) => text.includes('by Adam in bf16 on cpu'))).toBe(true)
  const registered = [...service.world.snapshots.values()].filter(snapshot => snapshot.run === id)
  expect(registered.at(-1)?.iteration).toBe(run.iteration)
  expect(new Set(registered.map(({ bestBy }) => bestBy))).toEqual(new Set([BestBy.ACCURACY]))
}, 300_000)
