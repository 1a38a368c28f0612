import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { Outcome } from '@fovea/proto/jobs/v1/worker'
import { status } from '@grpc/grpc-js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, PROJECT, type Started, startJobs } from './service.js'
import { line, points, SilentWorker, started } from './silent-worker.js'

let service: Started

beforeAll(async () => {
  service = await startJobs({ worker: 'silent', devices: 'cpu,cuda:0,cuda:1,cuda:2,cuda:3' })
})

afterAll(() => service?.stop())

const begin = async () => {
  const { id } = await service.create()
  return { id, worker: await SilentWorker.of(service, id) }
}

it('takes each event once, however often it is sent', async () => {
  const { id, worker } = await begin()
  const events = worker.events(started(0), points('train/loss', 1, [3, 2, 1]), line('hello'))
  for (let i = 0; i < 3; i++) expect((await worker.send(events)).acknowledged).toBe(3)
  const more = worker.events(points('train/loss', 4, [0.5]))
  expect((await worker.send([...events, ...more])).acknowledged).toBe(4)
  expect((await worker.send(worker.events(line('lost')).map(event => ({ ...event, sequence: 9 })))).acknowledged).toBe(
    4,
  )
  expect(await service.points(id)).toEqual([
    { name: 'train/loss', level: 0, iterations: [1, 2, 3, 4], values: [3, 2, 1, 0.5] },
  ])
  const log = await asUser(() => service.jobs.getLog({ project: PROJECT, run: id, after: 0, first: 0 }))
  expect(log).toMatchObject({ total: 1, lines: [{ number: 1, text: 'hello', level: 'info', attempt: 1 }] })
  expect(await service.get(id)).toMatchObject({ state: RunState.RUNNING, iteration: 4, trainLoss: 0.5 })
  worker.close()
})

it('takes the same events from ten calls at once as from one', async () => {
  const { id, worker } = await begin()
  await worker.tell(started(0))
  const events = worker.events(
    ...Array.from({ length: 20 }, (_, i) => points('train/loss', 1 + 10 * i, Array(10).fill(i))),
  )
  await Promise.all(Array.from({ length: 10 }, () => worker.send(events)))
  expect((await service.points(id))[0]?.values).toHaveLength(200)
  worker.close()
})

it('believes only the token of the attempt', async () => {
  const { worker } = await begin()
  await expect(worker.send([], 'nonsense')).rejects.toMatchObject({ code: status.UNAUTHENTICATED })
  const other = new SilentWorker(service, '018f0000-0000-7000-8000-00000000ffff')
  await expect(other.send([])).rejects.toMatchObject({ code: status.NOT_FOUND })
  worker.close()
  other.close()
})

it('listens to the newer of two processes of one attempt', async () => {
  const { id, worker } = await begin()
  await worker.tell(started(0), points('train/loss', 1, [1, 2, 3]))
  const newer = worker.again('two')
  expect((await newer.tell(started(0), points('train/loss', 1, [9]))).acknowledged).toBe(2)
  await expect(worker.tell(points('train/loss', 4, [4]))).rejects.toMatchObject({ code: status.NOT_FOUND })
  expect((await service.points(id))[0]?.values).toEqual([9])
  worker.close()
  newer.close()
})

it('acknowledges an end again, and takes nothing after it', async () => {
  const { id, worker } = await begin()
  const value = {
    outcome: Outcome.FAILED,
    failure: 'diverged',
    message: 'The loss is NaN.',
    remedy: 'Lower it.',
    iteration: 3,
  }
  const events = worker.events(started(0), { $case: 'ended', value })
  expect((await worker.send(events)).acknowledged).toBe(2)
  expect((await worker.send(events)).acknowledged).toBe(2)
  await expect(worker.tell(line('late'))).rejects.toMatchObject({ code: status.NOT_FOUND })
  expect(await service.get(id)).toMatchObject({
    state: RunState.FAILED,
    failure: 'diverged',
    reason: 'The loss is NaN.',
    remedy: 'Lower it.',
  })
  worker.close()
})
