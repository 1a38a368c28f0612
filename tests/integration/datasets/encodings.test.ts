import { join } from 'node:path'
import { DatasetState, Encoding } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { drawFolder } from './pictures.js'
import { asUser, ended, made, objectsOf, PROJECT, recipe, type Started, startDatasets, until } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let folder: string

beforeAll(async () => {
  service = await startDatasets()
  folder = drawFolder(join(service.data, 'ships'), [20, 12])
})
afterAll(() => service?.stop())

const build = async (name: string, change: Partial<typeof recipe>) =>
  ended(service, made(await service.create({ name, folder, recipe: { ...recipe, ...change } })).id)

const picture = async (dataset: string, value: number) =>
  (await asUser(() => service.datasets.getPicture({ project: PROJECT, dataset, of: { $case: 'image', value } }))).png

it.each([
  ['jpeg', Encoding.JPEG, [0xff, 0xd8, 0xff]],
  ['png', Encoding.PNG, [0x89, 0x50, 0x4e]],
] as const)('a dataset keeps its images as %s, and shows those very files', async (name, encoding, start) => {
  const dataset = await build(name, { encoding, fastDecoding: true })
  expect(dataset).toMatchObject({ state: DatasetState.READY, recipe: { encoding, fastDecoding: true } })
  const manifest = JSON.parse((await service.store.get(dataset.manifestKey)).toString())
  expect(manifest.recipe).toMatchObject({ encoding: name, fastDecoding: true })
  const shard = await service.store.get(`${PROJECT}/datasets/${dataset.id}/${manifest.splits.val.shards[0].key}`)
  const first = manifest.splits.train.count
  for (const number of [0, first - 1, first, first + manifest.splits.val.count - 1]) {
    const file = await picture(dataset.id, number)
    expect([...file.subarray(0, 3)]).toEqual(start)
    expect(shard.includes(file)).toBe(number >= first)
  }
  const again = await build(`${name} again`, { encoding, fastDecoding: true })
  await until('tidy', async () =>
    (await service.sql('SELECT 1 FROM dataset WHERE NOT is_tidy'))[0] ? undefined : true,
  )
  expect(await objectsOf(service, again.id)).toEqual(await objectsOf(service, dataset.id))
})

it('PNG keeps the pixels, JPEG nearly: their mean images say so', async () => {
  const mean = async (name: string, encoding: Encoding) => (await build(name, { encoding })).meanPixel
  const raw = await mean('raw mean', Encoding.RAW)
  expect(await mean('png mean', Encoding.PNG)).toEqual(raw)
  const lossy = await mean('jpeg mean', Encoding.JPEG)
  expect(lossy).not.toEqual(raw)
  lossy.forEach((value, channel) => {
    expect(Math.abs(value - (raw[channel] ?? 0))).toBeLessThan(3)
  })
})

it('a preview shows what is kept', async () => {
  const preview = async (encoding: Encoding) => {
    const source = { from: { $case: 'folder' as const, value: { folder, validationFolder: '', testFolder: '' } } }
    const request = { project: PROJECT, source, recipe: { ...recipe, encoding } }
    return (await asUser(() => service.datasets.previewSource(request))).images[0]?.modes[0]
  }
  const raw = await preview(Encoding.RAW)
  expect(raw?.length).toBeGreaterThan(100)
  expect(await preview(Encoding.PNG)).toEqual(raw)
  expect(await preview(Encoding.JPEG)).not.toEqual(raw)
})
