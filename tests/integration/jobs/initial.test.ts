import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { Frozen, type Snapshot } from '@fovea/proto/models/v1/models'
import { headerLength, LENGTH_BYTES, readHeader } from '@fovea/service-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { planJson } from './dataset.js'
import { asUser, FLOPS, killGroup, PROJECT, type Started, solver, startJobs } from './service.js'

let service: Started
let first: Snapshot
let weights: Buffer

const EPOCHS = 4
const speed = () => asUser(() => service.jobs.getTrainingSpeed({ project: PROJECT }))
const snapshotsOf = (run: string) =>
  [...service.world.snapshots.values()]
    .filter(snapshot => snapshot.run === run)
    .sort((a, b) => a.iteration - b.iteration)

beforeAll(async () => {
  service = await startJobs()
  expect(await speed()).toEqual({ runs: 0, flopsPerSecond: undefined })
  const { id } = await service.create({ epochs: EPOCHS })
  await service.until(id, RunState.SUCCEEDED)
  first = snapshotsOf(id).at(-1) as Snapshot
  weights = await service.store.get(first.weightsKey)
}, 240_000)

afterAll(() => service?.stop())

const key = `${PROJECT}/models/m/initial.safetensors`
const kept = { key, from: 'lenet#1, epoch 4', parameters: ['conv1.weight', 'conv1.bias', 'conv2.weight'] }

/** From now on models freezes runs that begin with this file. */
async function beginWith(file: Buffer): Promise<void> {
  await service.store.put(key, file, 'application/octet-stream')
  const initial = { ...kept, sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length }
  const value = Frozen.create({ planJson: planJson(), onnx: Buffer.from('graph'), flops: FLOPS, initial })
  service.world.frozen = { result: { $case: 'frozen', value: { ...value, solver: solver({ epochs: EPOCHS }) } } }
}

function tensors(file: Buffer): Map<string, Buffer> {
  const end = LENGTH_BYTES + headerLength(file)
  const places = readHeader(file.subarray(LENGTH_BYTES, end), file.length)
  return new Map([...places].map(([name, { offset, length }]) => [name, file.subarray(offset, offset + length)]))
}

it('gives the worker the weights to begin with, of a run whose rate is nought the very same', async () => {
  await beginWith(weights)
  const frozen = service.world.frozen?.result
  if (frozen?.$case === 'frozen') frozen.value.solver = solver({ epochs: 1, baseRate: 0, seed: 7 })
  const { id } = await service.create()
  await service.until(id, RunState.SUCCEEDED)
  const log = await asUser(() => service.jobs.getLog({ project: PROJECT, run: id, after: 0, first: 0 }))
  expect(log.lines.map(({ text }) => text)).toContain('3 parameters begin with the weights of lenet#1, epoch 4')
  const last = snapshotsOf(id).at(-1) as Snapshot
  const [before, after] = [tensors(weights), tensors(await service.store.get(last.weightsKey))]
  for (const [name, bytes] of after)
    expect(bytes.equals(before.get(name) as Buffer), name).toBe(kept.parameters.includes(name))
}, 120_000)

it('goes on from its own state when its worker is killed, without what it began with', async () => {
  await beginWith(weights)
  const whole = await service.create()
  await service.until(whole.id, RunState.SUCCEEDED)
  const { id } = await service.create()
  await service.until(id, run => run.iteration >= 30)
  expect(readdirSync(service.attempts).filter(attempt => killGroup(join(service.attempts, attempt)))).toHaveLength(1)
  await service.store.remove([key])
  await service.until(id, RunState.SUCCEEDED)
  expect((await service.get(id)).attempts).toBe(2)
  expect(await service.points(id)).toEqual(await service.points(whole.id))
  const [a, b] = [snapshotsOf(id).at(-1), snapshotsOf(whole.id).at(-1)]
  expect(a?.weightsSha256).toBe(b?.weightsSha256)
}, 240_000)

it('fails with a sentence when the file is not the one that was kept', async () => {
  await beginWith(weights)
  await service.store.put(key, Buffer.alloc(weights.length), 'application/octet-stream')
  const frozen = service.world.frozen?.result
  if (frozen?.$case === 'frozen') frozen.value.initial = { ...kept, sha256: 'f'.repeat(64), bytes: weights.length }
  const { id } = await service.create()
  const run = await service.until(id, ({ state }) => state === RunState.FAILED)
  expect(run).toMatchObject({ failure: 'bad-data', remedy: 'Make the model again from a snapshot.' })
  expect(run.reason).toContain('The weights of lenet#1, epoch 4 are not there as they were')
}, 120_000)

it('knows how fast the latest runs have trained', async () => {
  const told = await service.sql(
    'SELECT images_per_second AS speed FROM run WHERE images_per_second > 0 ORDER BY id DESC LIMIT 5',
  )
  const speeds = told.map(row => row.speed).sort((a, b) => a - b)
  const median = (speeds[Math.floor((speeds.length - 1) / 2)] + speeds[Math.ceil((speeds.length - 1) / 2)]) / 2
  const found = await speed()
  expect(found.runs).toBe(speeds.length)
  expect(found.runs).toBeGreaterThanOrEqual(3)
  expect((found.flopsPerSecond ?? 0) / (median * FLOPS)).toBeCloseTo(1, 9)
  await service.sql(`UPDATE run SET device = 'cuda:7'`)
  expect(await speed()).toEqual({ runs: 0, flopsPerSecond: undefined })
  await service.sql(`UPDATE run SET device = 'cpu', flops = 0`)
  expect(await speed()).toEqual({ runs: 0, flopsPerSecond: undefined })
})
