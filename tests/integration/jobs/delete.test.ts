import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, PROJECT, type Started, startJobs } from './service.js'
import { line, points, SilentWorker, started } from './silent-worker.js'

let service: Started

beforeAll(async () => {
  service = await startJobs({ worker: 'silent' })
})

afterAll(() => service?.stop())

const listed = async () =>
  (
    await asUser(() =>
      service.jobs.listRuns({
        page: { project: PROJECT, first: 50, after: '', search: '', name: '' },
        model: '',
        isLive: false,
      }),
    )
  ).runs.map(run => run.id)

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('It did not become true within 20 s.')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

it('hides a live run at once and ends it, gives it back within a minute, and leaves nothing afterwards', async () => {
  const { id } = await service.create()
  const worker = await SilentWorker.of(service, id)
  await worker.tell(started(0), points('train/loss', 1, [1, 2, 3]), line('hello'))
  const files = [{ name: 'weights.safetensors', sha256: 'x', bytes: 3 }]
  const { grants } = await worker.tell({ $case: 'snapshotReady', value: { iteration: 3, epoch: 0.03, files } })
  expect(grants).toMatchObject([{ key: 'snapshots/3/weights.safetensors', method: 'PUT' }])
  expect((await fetch(grants[0]?.url ?? '', { method: 'PUT', body: 'abc' })).status).toBe(200)
  await worker.tell({ $case: 'snapshotUploaded', value: { iteration: 3 } })
  await eventually(async () => service.world.snapshots.has(`${id}/3`))

  const ref = { project: PROJECT, id }
  await asUser(() => service.jobs.deleteRun(ref))
  expect(await listed()).toEqual([])
  await service.until(id, RunState.ABORTED)
  const { result } = await asUser(() => service.jobs.restoreRun(ref))
  expect(result).toMatchObject({ $case: 'run', value: { deleted: false, state: RunState.ABORTED } })
  expect(await listed()).toEqual([id])

  await asUser(() => service.jobs.deleteRun(ref))
  await service.sql(`UPDATE run SET deleted_at = deleted_at - interval '61 seconds' WHERE id = $1`, [id])
  expect(await asUser(() => service.jobs.restoreRun(ref))).toMatchObject({
    result: { $case: 'refusal', value: { code: 'gone' } },
  })
  await eventually(async () => (await service.sql('SELECT 1 FROM run WHERE id = $1', [id])).length === 0)
  for (const table of ['point_chunk', 'series', 'log_chunk', 'attempt', 'snapshot_upload', 'run_history'])
    expect(await service.sql(`SELECT * FROM ${table}`)).toEqual([])
  const objects: string[] = []
  for await (const { key } of service.store.list(`${PROJECT}/runs/${id}/`)) objects.push(key)
  expect(objects).toEqual([])
  worker.close()
}, 240_000)

it('follows its model: hidden and paused with it, shown again with it', async () => {
  const { id } = await service.create()
  await SilentWorker.of(service, id)
  service.world.model.deleted = true
  await service.until(id, RunState.PAUSED)
  expect(await listed()).toEqual([])
  service.world.model.deleted = false
  await eventually(async () => (await listed()).includes(id))
  expect(await service.get(id)).toMatchObject({ state: RunState.PAUSED, reason: 'its model was deleted' })
}, 240_000)
