import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, PROJECT, type Started, startJobs } from './service.js'
import { points, SilentWorker, started } from './silent-worker.js'

let service: Started

beforeAll(async () => {
  service = await startJobs({ worker: 'silent' })
})

afterAll(() => service?.stop())

const values = (count: number, seed: number) => Array.from({ length: count }, (_, i) => Math.sin(i * seed))

it('lets points of a new start replace those beyond it, at every level', async () => {
  const { id } = await service.create()
  const worker = await SilentWorker.of(service, id)
  const first = values(5000, 0.37)
  await worker.tell(started(0), points('train/loss', 1, first), points('val/loss', 100, [0.5]))
  const second = values(7000, 0.91)
  await worker.tell(started(1234), points('train/loss', 1235, second))
  const expected = [...first.slice(0, 1234), ...second]
  const view = async (fromIteration: number, toIteration: number, maxValues: number) => {
    const request = { project: PROJECT, runs: [id], series: ['train/loss'], fromIteration, toIteration, maxValues }
    const { views } = await asUser(() => service.jobs.listPoints(request))
    const series = views[0]?.series[0]
    if (!series) throw new Error('no series')
    return series
  }
  const seen: number[] = []
  for (let from = 1; from <= expected.length; from += 1000) {
    const { level, min, iterations } = await view(from, from + 999, 0)
    expect(level).toBe(0)
    expect(iterations[0]).toBe(from)
    seen.push(...min)
  }
  expect(seen).toEqual(expected)
  const whole = await view(0, 0, 0)
  expect(whole.total).toBe(expected.length)
  expect(whole.level).toBe(1)
  const parts = Array.from({ length: Math.ceil(expected.length / 8) }, (_, i) => expected.slice(8 * i, 8 * i + 8))
  expect(whole.min).toEqual(parts.map(part => Math.min(...part)))
  expect(whole.max).toEqual(parts.map(part => Math.max(...part)))
  expect(await service.get(id)).toMatchObject({ iteration: 8234, valLoss: 0.5, trainLoss: expected.at(-1) })
  await worker.tell(started(0))
  expect(await service.points(id)).toEqual([])
  worker.close()
})
