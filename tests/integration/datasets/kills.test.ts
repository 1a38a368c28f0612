import { join } from 'node:path'
import { DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
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

const STATE = {
  scan: ['QUEUED', 'SCANNING', 'BUILDING'],
  encode: ['BUILDING'],
  finish: ['FINISHING', 'READY'],
}

/** Begins a build and waits until it is in a phase. */
async function begin(name: string, phase: keyof typeof STATE) {
  const { id } = made(await service.create({ name, folder }))
  await until(phase, async () => {
    const [row] = await service.sql(
      'SELECT state, (SELECT count(*)::int FROM shard s WHERE s.dataset = d.id AND is_done) AS done FROM dataset d WHERE id = $1',
      [id],
    )
    const isThere = STATE[phase].includes(row.state) && (phase !== 'encode' || row.done >= 2)
    return isThere ? true : undefined
  })
  return id
}

describe('a build goes on to the same bytes after SIGKILL of', () => {
  it.each(['scan', 'encode', 'finish'] as const)('the service, in the phase %s', async phase => {
    const id = await begin(`service ${phase}`, phase)
    await service.kill()
    await service.restart()
    expect(await settled(id)).toEqual(undisturbed)
  })

  it('all pixel processes', async () => {
    const id = await begin('pixels', 'encode')
    for (const pid of service.children()) process.kill(pid, 'SIGKILL')
    expect(await settled(id)).toEqual(undisturbed)
  })

  it.each(['postgres', 'valkey', 'seaweedfs'] as const)('%s', async name => {
    const id = await begin(name, 'encode')
    await service.servers.kill(name)
    await service.servers.start(name)
    expect(await settled(id)).toEqual(undisturbed)
  })

  it('valkey, and with it everything that was queued', async () => {
    const id = await begin('lost queue', 'encode')
    await service.kill()
    await service.flushQueues()
    await service.restart()
    expect(await settled(id)).toEqual(undisturbed)
  })
})
