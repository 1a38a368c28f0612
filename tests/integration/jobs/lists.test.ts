import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, PROJECT, type Started, startJobs } from './service.js'
import { SilentWorker, started } from './silent-worker.js'

let service: Started
let runs: string[]

beforeAll(async () => {
  service = await startJobs({ worker: 'silent' })
  runs = []
  for (let n = 0; n < 5; n++) runs.push((await service.create()).id)
  // The only device is held by the first; the others queue in the order in which they came.
  await (await SilentWorker.of(service, runs[0] as string)).tell(started(0))
})

afterAll(() => service?.stop())

const page = (isLive: boolean, first: number, after = '') => {
  const request = { project: PROJECT, first, after, search: '', name: '' }
  return asUser(() => service.jobs.listRuns({ page: request, model: '', isLive }))
}

async function inPages(isLive: boolean, first: number): Promise<string[]> {
  const read: string[] = []
  for (let after = ''; ; ) {
    const answer = await page(isLive, first, after)
    expect(answer.page?.total).toBe(runs.length)
    expect(answer.runs.map(({ planJson }) => planJson)).toEqual(answer.runs.map(() => ''))
    read.push(...answer.runs.map(({ id }) => id))
    if (!answer.page?.hasNext) return read
    after = answer.page.endCursor
  }
}

it.each([1, 2, 5])('lists in pages of %i: the newest first, or what trains and then the queue', async first => {
  await expect.poll(async () => (await page(true, 1)).runs[0]?.state, { timeout: 20_000 }).toBe(RunState.RUNNING)
  const states = async () => (await page(true, 5)).runs.map(({ state }) => state)
  await expect.poll(states, { timeout: 20_000 }).toEqual([RunState.RUNNING, ...Array(4).fill(RunState.QUEUED)])
  expect(await inPages(false, first)).toEqual([...runs].reverse())
  expect(await inPages(true, first)).toEqual(runs)
})

it('knows how many there are behind the last', async () => {
  const whole = await page(false, 5)
  const behind = await page(false, 5, whole.page?.endCursor)
  expect(behind).toMatchObject({ runs: [], page: { total: 5, hasNext: false } })
})

it('refuses a cursor of the other order', async () => {
  const { cursors } = await page(false, 1)
  await expect(page(true, 1, cursors[0])).rejects.toThrow('not one of this list')
})
