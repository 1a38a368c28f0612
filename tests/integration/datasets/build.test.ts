import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawFolder } from './pictures.js'
import { asUser, ended, made, objectsOf, PROJECT, recipe, type Started, startDatasets, until } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

const BLAKE3 = 'import sys; from blake3 import blake3; print(blake3(sys.stdin.buffer.read()).hexdigest())'

let service: Started

beforeAll(async () => {
  service = await startDatasets()
})
afterAll(() => service?.stop())

function digest(object: Buffer, algorithm: string): string {
  if (algorithm !== 'blake3') return createHash(algorithm).update(object).digest('hex')
  const run = { input: object, encoding: 'utf8', timeout: 20_000 } as const
  return spawnSync(process.env['FOVEA_PYTHON_PIXELS'] ?? '', ['-c', BLAKE3], run).stdout.trim()
}

describe('a build', () => {
  it('ends ready, with counts, rejected files, mean, manifest and pictures', async () => {
    const folder = drawFolder(join(service.data, 'ships'), [40, 20])
    writeFileSync(join(folder, 'ship', 'broken.jpg'), 'this is no picture')
    writeFileSync(join(folder, 'ship', 'notes.txt'), 'hello')
    writeFileSync(join(folder, 'ship', '.hidden.png'), 'not looked at')
    const begun = made(await service.create({ name: 'ships', folder }))
    expect(begun.classes).toEqual(['no ship', 'ship'])
    const dataset = await ended(service, begun.id)
    expect(dataset).toMatchObject({ state: DatasetState.READY, reason: '', filesDone: 61, filesTotal: 61 })
    expect(dataset.rejected.map(({ path }) => path)).toEqual(['ship/broken.jpg', 'ship/notes.txt'])
    expect(dataset.rejectedCount).toBe(2)
    const counts = Object.fromEntries(dataset.counts.map(({ split, perClass }) => [split, perClass]))
    expect((counts['train']?.[0] ?? 0) + (counts['val']?.[0] ?? 0)).toBe(40)
    expect((counts['train']?.[1] ?? 0) + (counts['val']?.[1] ?? 0)).toBe(20)
    expect(counts['test']).toEqual([0, 0])
    expect(dataset.meanPixel).toHaveLength(3)
    for (const value of dataset.meanPixel) expect(value).toBeCloseTo(127, -1)

    const manifest = JSON.parse((await service.store.get(dataset.manifestKey)).toString())
    expect(manifest).toMatchObject({ version: 2, dataset: dataset.id, classes: ['no ship', 'ship'] })
    expect(manifest.splits.train.shards.length).toBeGreaterThan(1)
    const prefix = `${PROJECT}/datasets/${dataset.id}/`
    const named = [...manifest.splits.train.shards, ...manifest.splits.val.shards]
    for (const { key, hash, bytes } of [...named, manifest.mean, manifest.images, manifest.report]) {
      const object = await service.store.get(`${prefix}${key}`)
      const [algorithm, expected] = hash.split(':')
      expect([object.length, digest(object, algorithm)]).toEqual([bytes, expected])
    }
    // The parts are gone soon after, and what is left is what the row says.
    await until('parts to be gone', async () =>
      (await service.keys(`${prefix}parts/`)).length === 0 ? true : undefined,
    )
    let bytes = 0
    for await (const object of service.store.list(prefix)) bytes += object.bytes
    expect(dataset.diskBytes).toBe(bytes)
  })

  it('gives pages of images and their pictures', async () => {
    const [{ id }] = await service.sql("SELECT id FROM dataset WHERE name = 'ships'")
    const list = (split: string, label: number, first: number, after: string) =>
      asUser(() => service.datasets.listImages({ project: PROJECT, dataset: id, split, label, first, after }))
    const train = await list('train', -1, 500, '')
    expect(train.images.map(({ number }) => number)).toEqual(train.images.map((_, n) => n))
    const ships = await list('train', 1, 500, '')
    expect(ships.images).toEqual(train.images.filter(({ label }) => label === 1))
    const seen = []
    let after = ''
    do {
      const page = await list('val', 0, 3, after)
      seen.push(...page.images)
      after = page.page?.hasNext ? page.page.endCursor : ''
    } while (after !== '')
    const val = await list('val', -1, 500, '')
    expect(seen).toEqual(val.images.filter(({ label }) => label === 0))
    expect(val.images[0]?.number).toBe(train.images.length)

    const last = val.images.at(-1)?.number ?? 0
    const picture = (value: number) =>
      asUser(() => service.datasets.getPicture({ project: PROJECT, dataset: id, of: { $case: 'image', value } }))
    const { png, etag } = await picture(last)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([32, 32])
    expect(etag).toContain(String(last))
    await expect(picture(last + 1)).rejects.toThrow('no such picture')
    const mean = await asUser(() =>
      service.datasets.getPicture({ project: PROJECT, dataset: id, of: { $case: 'mean', value: true } }),
    )
    expect(mean.png.subarray(1, 4).toString()).toBe('PNG')
    await expect(list('train', 7, 1, '')).rejects.toThrow('class 7')
  })

  it('is byte-equal when repeated, on the same source, and another for another seed', async () => {
    const folder = join(service.data, 'ships')
    const [first] = await service.sql("SELECT id, source FROM dataset WHERE name = 'ships'")
    const again = await ended(service, made(await service.create({ name: 'ships again', folder })).id)
    const other = made(await service.create({ name: 'other', folder, recipe: { ...recipe, seed: 2 } }))
    await ended(service, other.id)
    await until('tidy', async () =>
      (await service.sql('SELECT 1 FROM dataset WHERE NOT is_tidy'))[0] ? undefined : true,
    )
    const objects = await objectsOf(service, first.id)
    expect(Object.keys(objects)).toContain('shards/train-00000.safetensors')
    expect(await objectsOf(service, again.id)).toEqual(objects)
    expect(await objectsOf(service, other.id)).not.toEqual(objects)
    const sources = await service.sql('SELECT DISTINCT source FROM dataset')
    expect(sources).toEqual([{ source: first.source }])
  })

  it('fails when a class cannot be read, with a reason and no objects left', async () => {
    const folder = drawFolder(join(service.data, 'unreadable'), [6, 0])
    drawFolder(join(folder), [0, 1])
    writeFileSync(join(folder, 'ship', '0000.ppm'), 'broken')
    const begun = made(await service.create({ name: 'unreadable', folder }))
    const dataset = await ended(service, begun.id)
    expect(dataset).toMatchObject({
      state: DatasetState.FAILED,
      reason: 'No image of the class "ship" could be read.',
      rejectedCount: 1,
    })
    expect(dataset.rejected[0]?.path).toBe('ship/0000.ppm')
    expect(dataset.remedy).not.toBe('')
    await until('objects to be gone', async () =>
      (await service.keys(`${PROJECT}/datasets/${begun.id}/`)).length === 0 ? true : undefined,
    )
  })

  it('counts what it did', async () => {
    const text = await (await fetch(`${service.http}/metrics`)).text()
    expect(Number(/^fovea_images_encoded_total (\d+)/m.exec(text)?.[1])).toBeGreaterThanOrEqual(180)
    expect(text).toMatch(/fovea_images_rejected_total\{code="NOT_AN_IMAGE"\} [1-9]/)
  })
})
