import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, DatasetState, Resize, type Source } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawFolder, drawPicture } from './pictures.js'
import {
  asUser,
  ended,
  made,
  objectsOf,
  PROJECT,
  recipe,
  refused,
  type Started,
  startDatasets,
  until,
} from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let folder: string
let whole: Dataset

const inLists = (value: Partial<Extract<Source['from'], { $case: 'lists' }>['value']>): Source => ({
  from: {
    $case: 'lists',
    value: {
      train: undefined,
      validation: undefined,
      test: undefined,
      labels: undefined,
      imageFolder: '',
      keepsOrder: false,
      ...value,
    },
  },
})
const inFolder = (value: { folder: string; validationFolder?: string; testFolder?: string }): Source => ({
  from: { $case: 'folder', value: { validationFolder: '', testFolder: '', ...value } },
})
const fromDataset = (dataset: string, dealsAnew = false): Source => ({
  from: { $case: 'dataset', value: { dataset, dealsAnew } },
})
const text = (value: string) => ({ of: { $case: 'text' as const, value } })
const at = (value: string) => ({ of: { $case: 'path' as const, value } })

const build = async (name: string, source: Source, change: Partial<typeof recipe> = {}) =>
  ended(service, made(await service.create({ name, source, recipe: { ...recipe, ...change } })).id)

async function images(id: string, split = 'train') {
  const page = await asUser(() =>
    service.datasets.listImages({ project: PROJECT, dataset: id, split, label: -1, first: 500, after: '' }),
  )
  return page.images
}
const paths = async (id: string, split = 'train') => (await images(id, split)).map(({ path }) => path).sort()
const counts = (dataset: Dataset) => Object.fromEntries(dataset.counts.map(({ split, perClass }) => [split, perClass]))

beforeAll(async () => {
  service = await startDatasets()
  folder = drawFolder(join(service.data, 'ships'), [20, 12])
  drawPicture(join(folder, 'whale', 'a.ppm'), 7)
  for (let n = 0; n < 8; n++) drawPicture(join(folder, 'whale', `${n}.ppm`), 900 + n)
  whole = await build('whole', inFolder({ folder }))
})
afterAll(() => service?.stop())

describe('folders of their own for two splits', () => {
  it('are these splits; a class unknown to training is rejected', async () => {
    const validationFolder = drawFolder(join(service.data, 'val'), [3, 2])
    drawPicture(join(validationFolder, 'submarine', 'a.ppm'), 1)
    const testFolder = drawFolder(join(service.data, 'test'), [1, 1])
    const dataset = await build('three folders', inFolder({ folder, validationFolder, testFolder }))
    expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['no ship', 'ship', 'whale'] })
    expect(counts(dataset)).toEqual({ train: [20, 12, 9], val: [3, 2, 0], test: [1, 1, 0] })
    expect(dataset.recipe).toMatchObject({ validationPercent: 0, testPercent: 0 })
    expect(dataset.rejected).toEqual([
      { path: `${validationFolder}/submarine`, reason: 'there is no such class in the training folder' },
    ])
    expect(await paths(dataset.id, 'test')).toEqual([`${testFolder}/no ship/0000.ppm`, `${testFolder}/ship/0000.ppm`])
  })

  it('are refused at their own field', async () => {
    const source = inFolder({ folder, validationFolder: `${service.data}/nowhere` })
    expect(refused(await service.create({ source }))).toMatchObject({
      code: 'folder-missing',
      field: 'validationFolder',
    })
  })
})

describe('text lists', () => {
  const labels = text('water\nboat\n')
  const lines = (label: string, name: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => `${name}/${String(from + n).padStart(4, '0')}.ppm ${label}`).join('\n')

  it('give labels, splits and reasons for each bad line', async () => {
    drawPicture(join(folder, 'ship', 'my own ship.ppm'), 77)
    mkdirSync(join(folder, '.hidden'))
    drawPicture(join(folder, '.hidden', 'a.ppm'), 78)
    symlinkSync('/etc/hostname', join(folder, 'ship', 'way-out.ppm'))
    const bad = [
      'ship/0000.ppm',
      'ship/0000.ppm 2',
      'ship/none.ppm 1',
      '/etc/a.png 1',
      '.hidden/a.ppm 1',
      'ship/way-out.ppm 1',
      'ftp://host/a.png 0',
    ]
    const train = [lines('0', 'no ship', 0, 9), '', 'ship/my own ship.ppm 1', lines('1', 'ship', 0, 5), ...bad].join(
      '\r\n',
    )
    writeFileSync(join(service.data, 'train.txt'), train)
    const source = inLists({
      train: at(join(service.data, 'train.txt')),
      validation: text(`${lines('0', 'no ship', 10, 12)}\n${folder}/ship/0010.ppm 1`),
      labels,
      imageFolder: folder,
    })
    const dataset = await build('lists', source)
    expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['water', 'boat'] })
    expect(counts(dataset)).toEqual({ train: [9, 6], val: [2, 1], test: [0, 0] })
    expect(await paths(dataset.id)).toContain('ship/my own ship.ppm')
    expect(dataset.rejected.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'train list, line 17: ship/0000.ppm: a line is a path, a space and the number of a label',
      'train list, line 18: ship/0000.ppm 2: there is no label 2: the labels are 0 to 1',
      `train list, line 19: ${folder}/ship/none.ppm: there is no such file`,
      `train list, line 20: /etc/a.png: it lies outside the data root ${service.data}`,
      `train list, line 21: ${folder}/.hidden/a.ppm: hidden files and folders are not read`,
      `train list, line 22: ${folder}/ship/way-out.ppm: its link leads outside the data root`,
      'train list, line 23: ftp://host/a.png 0: only http:// and https:// are fetched',
    ])
    expect(dataset.source?.from).toMatchObject({ $case: 'lists', value: { imageFolder: folder } })
  })

  it('take a recipe of classes', async () => {
    const train = [lines('0', 'no ship', 0, 6), lines('1', 'ship', 0, 6), lines('2', 'whale', 0, 0)].join('\n')
    const three = text('water\nboat\nwhale')
    const source = inLists({
      train: text(`${train}\nwhale/0.ppm 2\nwhale/1.ppm 2`),
      labels: three,
      imageFolder: folder,
    })
    const merged = [{ name: 'afloat', from: ['boat', 'whale'] }]
    const dataset = await build('lists merged', source, { merged, validationPercent: 0 })
    expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['water', 'afloat'] })
    expect(counts(dataset)['train']).toEqual([6, 8])
  })

  it('keep their order where it is asked for', async () => {
    const order = [3, 1, 2, 0].map(n => `ship/000${n}.ppm 1`)
    const train = text([...order, 'no ship/0000.ppm 0', 'no ship/0001.ppm 0'].join('\n'))
    const dataset = await build('in order', inLists({ train, labels, imageFolder: folder, keepsOrder: true }), {
      validationPercent: 0,
    })
    expect((await images(dataset.id)).map(({ path }) => path).slice(0, 4)).toEqual(order.map(line => line.slice(0, -2)))
  })

  it.each([
    ['list-missing', 'source.lists.train', {}],
    ['list-missing', 'source.lists.labels', { train: text('a.png 0') }],
    ['bad-labels', 'source.lists.labels', { train: text('a.png 0'), labels: text('a\na') }],
    ['one-class', 'source.lists.labels', { train: text('a.png 0'), labels: text('a') }],
    ['file-missing', 'source.lists.train', { train: at('/nowhere.txt'), labels: text('a\nb') }],
    ['list-too-long', 'source.lists.train', { train: text('x'.repeat(2 ** 20 + 1)), labels: text('a\nb') }],
    [
      'outside-data-roots',
      'source.lists.imageFolder',
      { train: text('a 0'), labels: text('a\nb'), imageFolder: '/etc' },
    ],
  ])('%s at %s', async (code, field, value) => {
    expect(refused(await service.create({ source: inLists(value) }))).toMatchObject({ code, field })
  })

  it('a label without images ends the build with its name', async () => {
    const train = text('ship/0000.ppm 1\nship/0001.ppm 1')
    const dataset = await build('none', inLists({ train, labels, imageFolder: folder }))
    expect(dataset).toMatchObject({
      state: DatasetState.FAILED,
      reason: 'No image of the class "water" could be read.',
    })
  })
})

describe('from another dataset', () => {
  it('the same recipe gives the same bytes, on the same source', async () => {
    const again = await build('again', fromDataset(whole.id))
    await until('tidy', async () =>
      (await service.sql('SELECT 1 FROM dataset WHERE NOT is_tidy'))[0] ? undefined : true,
    )
    expect(await objectsOf(service, again.id)).toEqual(await objectsOf(service, whole.id))
    const sources = await service.sql("SELECT DISTINCT source FROM dataset WHERE name IN ('whole', 'again')")
    expect(sources).toHaveLength(1)
  })

  it('another recipe: mirrored, grey, another size', async () => {
    const dataset = await build('other', fromDataset(whole.id), {
      mirror: true,
      channels: 1,
      width: 16,
      resize: Resize.CROP,
    })
    expect(dataset).toMatchObject({ state: DatasetState.READY, recipe: { mirror: true, channels: 1, width: 16 } })
    expect(await paths(dataset.id)).toEqual(await paths(whole.id))
    const manifest = JSON.parse((await service.store.get(dataset.manifestKey)).toString())
    expect(manifest.recipe).toMatchObject({ mirror: true, classes: [], merged: [], minPerClass: 0, maxPerClass: 0 })
    expect(manifest.source).toMatchObject({ kind: 'dataset', dataset: whole.id })
  })

  it('some of its classes, merged ones, and limits', async () => {
    const some = await build('some', fromDataset(whole.id), { classes: ['whale', 'no ship'] })
    expect(some.classes).toEqual(['no ship', 'whale'])
    const kept = (await paths(whole.id)).filter(path => !path.startsWith('ship'))
    expect(await paths(some.id)).toEqual(kept)
    const merged = await build('merged', fromDataset(whole.id), {
      merged: [{ name: 'thing', from: ['ship', 'whale'] }],
    })
    expect(merged.classes).toEqual(['no ship', 'thing'])
    expect(await paths(merged.id)).toEqual(await paths(whole.id))
    const limited = await build('limited', fromDataset(whole.id), {
      minPerClass: 10,
      maxPerClass: 8 + 4,
      validationPercent: 0,
    })
    expect(limited.classes).toEqual(['no ship', 'ship'])
    expect(counts(limited)['train']).toEqual([12, 12])
    expect(limited.rejected).toEqual([
      { path: 'whale', reason: 'the class is left out: it has 9 images to train from, fewer than 10' },
    ])
  })

  it('is refused for what is not there', async () => {
    const recipeOf = (change: Partial<typeof recipe>) => ({
      source: fromDataset(whole.id),
      recipe: { ...recipe, ...change },
    })
    const unknown = refused(await service.create(recipeOf({ classes: ['cow', 'ship'] })))
    expect(unknown).toMatchObject({ code: 'unknown-class', field: 'recipe.classes', names: ['cow'] })
    expect(refused(await service.create(recipeOf({ classes: ['ship'] }))).code).toBe('one-class')
    const none = refused(await service.create({ source: fromDataset('018f0000-0000-7000-8000-0000000000ff') }))
    expect(none.code).toBe('not-found')
  })

  it('keeps the source while either is there, and gives splits of its own unless they are dealt anew', async () => {
    const validationFolder = drawFolder(join(service.data, 'val2'), [4, 4])
    const first = await build(
      'first',
      inFolder({ folder: drawFolder(join(service.data, 'two'), [8, 8]), validationFolder }),
    )
    const second = await build('second', fromDataset(first.id))
    await asUser(() => service.datasets.deleteDataset({ project: PROJECT, id: first.id }))
    await service.sql("UPDATE dataset SET deleted_at = deleted_at - interval '1 minute' WHERE deleted_at IS NOT NULL")
    await until('it to be gone', async () =>
      (await service.sql('SELECT 1 FROM dataset WHERE id = $1', [first.id]))[0] ? undefined : true,
    )
    expect(counts(second)).toMatchObject({ train: [8, 8], val: [4, 4] })
    const third = await build('third', fromDataset(second.id, true), { validationPercent: 50 })
    expect(counts(third)).toMatchObject({ train: [6, 6], val: [6, 6] })
  })
})

it('previews nine images in each way to resize', async () => {
  const preview = (source: Source) => asUser(() => service.datasets.previewSource({ project: PROJECT, source, recipe }))
  for (const source of [inFolder({ folder }), fromDataset(whole.id)]) {
    const { images: seen, refusal } = await preview(source)
    expect(refusal).toBeUndefined()
    expect(seen).toHaveLength(9)
    for (const { modes } of seen) {
      expect(modes).toHaveLength(4)
      for (const png of modes) expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([32, 32])
    }
  }
  const list = ['no ship', 'ship'].flatMap((name, label) => [0, 1, 2, 3, 4].map(n => `${name}/000${n}.ppm ${label}`))
  const pasted = {
    train: { of: { $case: 'text' as const, value: list.join('\n') } },
    validation: undefined,
    test: undefined,
    labels: undefined,
    imageFolder: folder,
    keepsOrder: false,
  }
  expect((await preview({ from: { $case: 'lists', value: pasted } })).images).toHaveLength(9)
  expect((await preview(inFolder({ folder: '/etc' }))).refusal).toMatchObject({ code: 'outside-data-roots' })
})
