import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { killGroup, type Started, startJobs } from './service.js'

let service: Started
let undisturbed: Awaited<ReturnType<Started['points']>>

const EPOCHS = 8
const past = (iteration: number) => (run: { iteration: number }) => run.iteration >= iteration

/** Hashes of the files of the last snapshot. */
const lastFiles = async (id: string) =>
  (await service.sql('SELECT files FROM snapshot_upload WHERE run = $1 ORDER BY iteration DESC LIMIT 1', [id]))[0]
    ?.files

beforeAll(async () => {
  service = await startJobs()
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, RunState.SUCCEEDED)
  undisturbed = await service.points(id)
}, 240_000)

afterAll(() => service?.stop())

async function expectUndisturbed(id: string): Promise<void> {
  await service.until(id, RunState.SUCCEEDED)
  expect(await service.points(id)).toEqual(undisturbed)
  const [first] = await service.sql('SELECT id FROM run ORDER BY number LIMIT 1')
  expect(await lastFiles(id)).toEqual(await lastFiles(first.id))
}

it('goes on after a pause as if there had been none', async () => {
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, past(50))
  expect((await service.pause(id)).state).toBe(RunState.STOPPING)
  const paused = await service.until(id, RunState.PAUSED)
  expect(paused.reason).toBe('paused by local')
  expect((await service.resume(id)).state).toBe(RunState.QUEUED)
  await expectUndisturbed(id)
  expect((await service.get(id)).attempts).toBe(2)
}, 300_000)

it('goes on by itself when its worker is killed', async () => {
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, past(70))
  const killed = readdirSync(service.attempts).filter(attempt => killGroup(join(service.attempts, attempt)))
  expect(killed).toHaveLength(1)
  await expectUndisturbed(id)
  expect((await service.get(id)).attempts).toBe(2)
  expect(await service.history(id)).toEqual(
    'WAITING_FOR_DATASET QUEUED STARTING RUNNING QUEUED STARTING RUNNING SUCCEEDED'.split(' '),
  )
}, 300_000)

it('lets training go on while the service is away, and finds it again', async () => {
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, past(20))
  await service.restart(() => new Promise(resolve => setTimeout(resolve, 1500)))
  await expectUndisturbed(id)
  expect((await service.get(id)).attempts).toBe(1)
}, 300_000)

it('goes on when the database dies in the middle', async () => {
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, past(20))
  await service.servers.kill('postgres')
  await service.servers.start('postgres')
  await expectUndisturbed(id)
}, 300_000)

it('saves when the platform is shut down, and goes on with the next start', async () => {
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, past(40))
  expect((await service.drain('nonsense')).status).toBe(403)
  const answer = await service.drain(service.config.FOVEA_ACTOR_KEY)
  expect(await answer.json()).toEqual({ stopped: 1, left: 0 })
  const [run] = await service.sql('SELECT state, reason FROM run WHERE id = $1', [id])
  expect(run).toEqual({ state: 'QUEUED', reason: 'shut down: goes on with the next start' })
  await service.restart()
  await expectUndisturbed(id)
}, 300_000)
