import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resize } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawFolder, drawPicture } from './pictures.js'
import { asUser, ended, made, PROJECT, recipe, refused, type Started, startDatasets } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let good: string

beforeAll(async () => {
  service = await startDatasets()
  const { data } = service
  good = drawFolder(join(data, 'good'), [4, 4])
  drawPicture(join(data, 'one', 'ship', 'a.ppm'), 1)
  drawPicture(join(data, 'half', 'ship', 'a.ppm'), 1)
  mkdirSync(join(data, 'half', 'no ship', 'deeper'), { recursive: true })
  writeFileSync(join(data, 'half', 'no ship', 'notes.txt'), 'no image')
  mkdirSync(join(data, 'none'))
  writeFileSync(join(data, 'file.txt'), 'a file')
  drawFolder(join(data, '.secret', 'set'), [2, 2])
  drawFolder(join(data, '.opened', 'set'), [2, 2])
  drawFolder(join(data, '..', 'outside'), [2, 2])
  symlinkSync(join(data, '..', 'outside'), join(data, 'way-out'))
  symlinkSync(join(data, '.secret', 'set'), join(data, 'way-in'))
})
afterAll(() => service?.stop())

const nothingLeft = async () => {
  expect(await service.sql('SELECT name FROM dataset')).toEqual([])
  expect(await service.sql('SELECT 1 FROM source')).toEqual([])
  expect(await service.keys()).toEqual([])
}

describe('a dataset is refused, and nothing is left', () => {
  it.each([
    ['folder-missing', 'not there', ''],
    ['folder-missing', '../data/not there', ''],
    ['not-a-folder', 'file.txt', ''],
    ['outside-data-roots', '..', ''],
    ['outside-data-roots', '../outside', ''],
    ['outside-data-roots', 'good/../../outside', ''],
    ['outside-data-roots', 'way-out', 'outside'],
    ['hidden-folder', '.secret/set', '.secret'],
    ['hidden-folder', 'way-in', '.secret'],
    ['one-class', 'one', '"ship"'],
    ['one-class', 'none', 'none'],
    ['one-class', 'good/ship', 'none'],
    ['empty-class', 'half', '"no ship"'],
  ])('%s: the folder %s', async (code, path, says) => {
    const answer = refused(await service.create({ folder: `${service.data}/${path}` }))
    expect(answer).toMatchObject({ code, field: 'folder' })
    expect(answer.message).toContain(says)
    expect(answer.remedy).not.toBe('')
    await nothingLeft()
  })

  it.each([
    ['split-over-100', 'recipe.validationPercent', { validationPercent: 60, testPercent: 41 }],
    ['nothing-to-train', 'recipe.validationPercent', { validationPercent: 60, testPercent: 40 }],
    ['bad-percent', 'recipe.testPercent', { testPercent: -1 }],
    ['bad-size', 'recipe.width', { width: 0 }],
    ['bad-size', 'recipe.height', { height: 5000 }],
    ['bad-channels', 'recipe.channels', { channels: 4 }],
    ['bad-resize', 'recipe.resize', { resize: Resize.UNSPECIFIED }],
    ['bad-seed', 'recipe.seed', { seed: -1 }],
  ])('%s at %s', async (code, field, change) => {
    const answer = refused(await service.create({ folder: good, recipe: { ...recipe, ...change } }))
    expect(answer).toMatchObject({ code, field })
    await nothingLeft()
  })

  it.each([
    ['name-empty', ' '],
    ['name-too-long', 'x'.repeat(101)],
    ['name-bad', 'a\u0007'],
  ])('%s', async (code, name) => {
    expect(refused(await service.create({ folder: good, name }))).toMatchObject({ code, field: 'name' })
    await nothingLeft()
  })

  it('folder-missing: a path that is not whole', async () => {
    expect(refused(await service.create({ folder: 'good' }))).toMatchObject({ code: 'folder-missing', field: 'folder' })
    await nothingLeft()
  })
})

describe('a second dataset', () => {
  it('is refused under a taken name, and is the first one under the same idempotency key', async () => {
    const first = made(await service.create({ name: 'taken', folder: good, idempotencyKey: 'k1' }))
    const taken = refused(await service.create({ name: 'taken', folder: good, idempotencyKey: 'k2' }))
    expect(taken).toMatchObject({ code: 'name-taken', field: 'name', names: ['taken'] })
    const again = made(await service.create({ name: 'taken', folder: good, idempotencyKey: 'k1' }))
    expect(again.id).toBe(first.id)
    const race = await Promise.all(
      [1, 2, 3, 4].map(() => service.create({ name: 'race', folder: good, idempotencyKey: 'race' })),
    )
    const ids = [...new Set(race.map(result => made(result).id))]
    expect(ids).toHaveLength(1)
    for (const id of [first.id, ...ids]) await ended(service, id)
    expect(await service.sql("SELECT 1 FROM dataset WHERE name IN ('taken', 'race')")).toHaveLength(2)
  })

  it('is found by pages, search and name', async () => {
    const list = (change: object) =>
      asUser(() =>
        service.datasets.listDatasets({ project: PROJECT, first: 1, after: '', search: '', name: '', ...change }),
      )
    const first = await list({})
    expect(first).toMatchObject({ datasets: [{ name: 'race' }], page: { hasNext: true, total: 2 } })
    const second = await list({ after: first.page?.endCursor })
    expect(second).toMatchObject({ datasets: [{ name: 'taken' }], page: { hasNext: false } })
    expect(await list({ search: 'AK' })).toMatchObject({ datasets: [{ name: 'taken' }], page: { total: 1 } })
    expect(await list({ search: '%' })).toMatchObject({ datasets: [], page: { total: 0 } })
    expect(await list({ name: 'race' })).toMatchObject({ datasets: [{ name: 'race' }] })
    expect(await list({ isLive: true })).toMatchObject({ datasets: [], page: { total: 0 } })
    const sorted = async (change: object) => (await list({ first: 2, ...change })).datasets.map(({ name }) => name)
    expect(await sorted({ sort: 'name' })).toEqual(['race', 'taken'])
    expect(await sorted({ sort: 'name', isReversed: true })).toEqual(['taken', 'race'])
    expect(await sorted({ sort: 'activity', isReversed: true })).toHaveLength(2)
    await expect(list({ sort: 'accuracy' })).rejects.toThrow('not sorted by accuracy')
    await expect(list({ after: 'nonsense' })).rejects.toThrow('not one of this list')
    expect(await list({ after: second.page?.endCursor })).toMatchObject({ datasets: [], page: { total: 2 } })
  })
})

it('completes paths below the data roots alone', async () => {
  const complete = (typed: string, withFiles = false) =>
    asUser(() => service.datasets.completePath({ project: PROJECT, typed, withFiles }))
  const { data } = service
  const roots = [data, join(data, '.opened')]
  expect(await complete('')).toEqual({ paths: roots, roots })
  expect(await complete(data.slice(0, 6))).toMatchObject({ paths: roots })
  expect((await complete(`${data}/g`)).paths).toEqual([`${data}/good`])
  expect((await complete(`${data}/.opened/`)).paths).toEqual([`${data}/.opened/set`])
  expect((await complete(`${data}/f`)).paths).toEqual([])
  expect((await complete(`${data}/f`, true)).paths).toEqual([`${data}/file.txt`])
  expect((await complete(`${data}/good/`)).paths).toEqual([`${data}/good/no ship`, `${data}/good/ship`])
  for (const typed of ['/etc/', '/', `${data}/../`, `${data}/.secret/`, `${data}/way-out/`])
    expect((await complete(typed)).paths.filter(path => !roots.includes(path))).toEqual([])
})

it('takes a folder of a root that lies hidden below another root', async () => {
  const folder = join(service.data, '.opened', 'set')
  expect(await ended(service, made(await service.create({ name: 'opened', folder })).id)).toMatchObject({ folder })
})

it('links count as what they lead to, below the same data root', async () => {
  const folder = drawFolder(join(service.data, 'linked'), [4, 4])
  symlinkSync(join(good, 'ship', '0001.ppm'), join(folder, 'ship', 'kept.ppm'))
  symlinkSync(join(service.data, '..', 'outside', 'ship', '0000.ppm'), join(folder, 'ship', 'out.ppm'))
  symlinkSync(join(service.data, 'nowhere'), join(folder, 'ship', 'gone.ppm'))
  symlinkSync(folder, join(folder, 'ship', 'loop'))
  const dataset = await ended(service, made(await service.create({ name: 'linked', folder })).id)
  expect(dataset.rejected).toEqual([
    { path: 'ship/gone.ppm', reason: 'its link leads nowhere' },
    { path: 'ship/out.ppm', reason: 'its link leads outside the data root' },
  ])
})
