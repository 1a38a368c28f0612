import { join } from 'node:path'
import { FindingKind } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawFolder, drawPicture } from './pictures.js'
import { asUser, ended, made, PROJECT, type Started, startDatasets } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let dataset: string

/** Two folders in which one picture stands in both splits, one under two classes, one twice in a class, one is a strip and one tiny. */
function drawFlawed(folder: string) {
  const [train, validation] = [join(folder, 'train'), join(folder, 'val')]
  drawFolder(train, [12, 12])
  drawFolder(validation, [0, 0])
  const at = (split: string, path: string, seed: number, width = 40, height = 30) =>
    drawPicture(join(split, path), seed, width, height)
  for (const [path, seed] of [
    ['no ship/other.ppm', 901],
    ['ship/other.ppm', 902],
    // Also an image to train from.
    ['ship/leak.ppm', 100_003],
  ] as const)
    at(validation, path, seed)
  at(train, 'no ship/disputed.ppm', 777)
  at(train, 'ship/disputed.ppm', 777)
  at(train, 'ship/twice.ppm', 778)
  at(train, 'ship/twice again.ppm', 778)
  at(train, 'ship/strip.ppm', 779, 400, 30)
  at(train, 'ship/tiny.ppm', 780, 9, 9)
  return { folder: train, validationFolder: validation, testFolder: '' }
}

const list = (kind: FindingKind, first = 50, after = '') =>
  asUser(() => service.datasets.listFindings({ project: PROJECT, dataset, kind, first, after }))

beforeAll(async () => {
  service = await startDatasets()
  const source = { from: { $case: 'folder' as const, value: drawFlawed(join(service.data, 'flawed')) } }
  dataset = (await ended(service, made(await service.create({ name: 'flawed', folder: '', source })).id)).id
})
afterAll(() => service?.stop())

describe('what is found in a dataset', () => {
  it('is counted in its row', async () => {
    const found = (await service.get(dataset))?.findings
    expect(found?.isCut).toBe(false)
    expect(Object.fromEntries(found?.counts.map(({ kind, count }) => [kind, count]) ?? [])).toMatchObject({
      FINDING_KIND_LEAK: 1,
      FINDING_KIND_CONFLICT: 1,
      FINDING_KIND_DUPLICATE: 1,
      FINDING_KIND_TINY: 1,
      FINDING_KIND_ODD: 1,
    })
  })

  it('is listed with the images, where they come from and how large they were', async () => {
    const { findings, page } = await list(FindingKind.LEAK)
    expect(page).toMatchObject({ total: 1, hasNext: false })
    expect(findings[0]?.images.map(({ split, path }) => [split, path.split('/').at(-1)])).toEqual([
      ['train', '0003.ppm'],
      ['val', 'leak.ppm'],
    ])
    const [tiny] = (await list(FindingKind.TINY)).findings
    expect(tiny?.images).toMatchObject([{ height: 9, width: 9, label: 1, bytes: 9 * 9 * 3 + 13 - 2 }])
    const [conflict] = (await list(FindingKind.CONFLICT)).findings
    expect(conflict?.images.map(({ label }) => label).sort()).toEqual([0, 1])
    expect((await list(FindingKind.LEAK, 50, '1')).findings).toEqual([])
    await expect(list(FindingKind.UNSPECIFIED)).rejects.toThrow('which kind')
  })

  it('is told of an image with all that is known of it', async () => {
    const number = (await list(FindingKind.LEAK)).findings[0]?.images[1]?.number ?? -1
    const get = (of: number) => asUser(() => service.datasets.getImage({ project: PROJECT, dataset, number: of }))
    const { image, findings } = await get(number)
    expect(image).toMatchObject({ number, split: 'val', label: 1, height: 30, width: 40, conversion: '' })
    expect(image?.hash).toMatch(/^blake3:[0-9a-f]{64}$/)
    expect(findings.map(({ kind, size }) => [kind, size])).toEqual([[FindingKind.LEAK, 2]])
    await expect(get(1_000)).rejects.toThrow('no image 1000')
    await expect(get(-1)).rejects.toThrow('no image -1')
  })

  it('is unknown of a dataset built before it was sought', async () => {
    await service.sql('UPDATE dataset SET findings = NULL WHERE id = $1', [dataset])
    expect((await service.get(dataset))?.findings).toBeUndefined()
    expect((await list(FindingKind.LEAK)).findings).toEqual([])
    const { findings } = await asUser(() => service.datasets.getImage({ project: PROJECT, dataset, number: 0 }))
    expect(findings).toEqual([])
  })
})
