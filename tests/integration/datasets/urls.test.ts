import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatasetState, type Source } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { drawFolder } from './pictures.js'
import { asUser, ended, made, PROJECT, recipe, type Started, startDatasets, until } from './service.js'

vi.setConfig({ testTimeout: 120_000 })

let service: Started
let outside: Server
let url: string
let folder: string
let asked = 0

beforeAll(async () => {
  outside = createServer((request, response) => {
    asked += 1
    const path = new URL(request.url ?? '', 'http://x').pathname
    if (path === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
    else if (path === '/page') response.end('<html>')
    else if (path === '/cut')
      response.writeHead(200, { 'content-length': '9999' }).write('P6', () => response.destroy())
    else if (path.startsWith('/dead/')) response.destroy()
    else if (path.startsWith('/none')) response.writeHead(404).end()
    else response.end(readFileSync(join(folder, decodeURIComponent(path))))
  })
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
  const { port } = outside.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  service = await startDatasets({ FOVEA_FETCH_ALLOW: `127.0.0.1:${port}` })
  folder = drawFolder(join(service.data, 'ships'), [8, 8])
})
afterAll(async () => {
  outside?.closeAllConnections()
  outside?.close()
  await service?.stop()
})

const text = (value: string) => ({ of: { $case: 'text' as const, value } })
const lists = (lines: string[]): Source => ({
  from: {
    $case: 'lists',
    value: {
      train: text(lines.join('\n')),
      validation: undefined,
      test: undefined,
      labels: text('no ship\nship'),
      imageFolder: folder,
      keepsOrder: false,
    },
  },
})
const build = async (name: string, source: Source, change: Partial<typeof recipe> = {}) =>
  ended(service, made(await service.create({ name, source, recipe: { ...recipe, ...change } })).id)

it('fetches what lists name by URL, keeps it, and tells what could not be had', async () => {
  const names = Array.from({ length: 8 }, (_, n) => `000${n}.ppm`)
  const dataset = await build(
    'fetched',
    lists([
      ...names.map(name => `${url}/no ship/${name} 0`),
      ...names.slice(0, 4).map(name => `${url}/ship/${name} 1`),
      ...names.slice(4).map(name => `ship/${name} 1`),
      `${url}/none.png 1`,
      `${url}/inside 1`,
      `${url}/cut 1`,
      `${url}/page 1`,
      'http://127.0.0.1:1/a.png 1',
      'http://10.0.0.1/a.png 1',
    ]),
  )
  expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['no ship', 'ship'] })
  expect(dataset.counts.map(({ perClass }) => perClass)).toEqual([
    [6, 6],
    [2, 2],
    [0, 0],
  ])
  const reasons = Object.fromEntries(dataset.rejected.map(({ path, reason }) => [path, reason]))
  expect(reasons).toEqual({
    [`train list, line 17: ${url}/none.png`]: expect.stringContaining('answers 404'),
    [`train list, line 18: ${url}/inside`]: expect.stringContaining('nothing is fetched from there'),
    [`train list, line 19: ${url}/cut`]: expect.stringContaining('could not be reached'),
    [`${url}/page`]: expect.stringContaining('not an image'),
    'train list, line 21: http://127.0.0.1:1/a.png': expect.stringContaining('this machine itself'),
    'train list, line 22: http://10.0.0.1/a.png': expect.stringContaining('private network'),
  })

  // Another recipe asks nobody again.
  const before = asked
  const source: Source = { from: { $case: 'dataset', value: { dataset: dataset.id, dealsAnew: false } } }
  const turned = await build('turned', source, { mirror: true, channels: 1 })
  expect(turned).toMatchObject({ state: DatasetState.READY, filesTotal: dataset.filesTotal })
  expect(asked).toBe(before)

  for (const { id } of [dataset, turned]) {
    await asUser(() => service.datasets.deleteDataset({ project: PROJECT, id }))
    await service.sql("UPDATE dataset SET deleted_at = deleted_at - interval '1 minute' WHERE id = $1", [id])
  }
  await until('everything of it to be gone', async () =>
    (await service.keys()).length + (await service.sql('SELECT 1 FROM upload')).length === 0 ? true : undefined,
  )
})

it('asks a host that does not answer a few times, not once a line', async () => {
  const lines = Array.from({ length: 60 }, (_, n) => `${url}/dead/${n}.png ${n % 2}`)
  const before = asked
  const dataset = await build('dead host', lists(lines))
  expect(dataset.state).toBe(DatasetState.FAILED)
  expect(dataset.rejectedCount).toBe(60)
  const unasked = dataset.rejected.filter(({ reason }) => reason.includes('failed 10 times in a row'))
  expect(unasked.length).toBeGreaterThanOrEqual(44)
  expect(asked - before).toBeLessThanOrEqual(16)
})
