import { join } from 'node:path'
import { DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { drawFolder } from './pictures.js'
import { ended, made, objectsOf, type Started, startDatasets, until } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let folder: string
let undisturbed: Record<string, string>

beforeAll(async () => {
  service = await startDatasets()
  folder = drawFolder(join(service.data, 'large'), [150, 150], [400, 300])
  const { id } = made(await service.create({ name: 'undisturbed', folder }))
  undisturbed = await settled(id)
})
afterAll(() => service?.stop())

/** The objects of a build that has ended well and been tidied up. */
async function settled(id: string) {
  const dataset = await ended(service, id)
  expect(dataset).toMatchObject({ state: DatasetState.READY, reason: '', filesTotal: 300 })
  await until('parts to be gone', async () =>
    (await service.sql('SELECT 1 FROM dataset WHERE id = $1 AND is_tidy', [id])).length > 0 ? true : undefined,
  )
  return objectsOf(service, id)
}

/** Begins a build and waits until two of its shards are encoded. */
async function begin(name: string) {
  const { id } = made(await service.create({ name, folder }))
  await until('two shards', async () => {
    const done = await service.sql('SELECT 1 FROM shard WHERE dataset = $1 AND is_done', [id])
    return done.length >= 2 ? true : undefined
  })
  return id
}

// Kills of single processes, in all phases, are the table of tests/kills.
it('ends with the same bytes when the service dies and everything that was queued is lost', async () => {
  const id = await begin('lost queue')
  await service.kill()
  await service.flushQueues()
  await service.restart()
  expect(await settled(id)).toEqual(undisturbed)
})
