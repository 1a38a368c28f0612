import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { tools } from '../../support/tools.js'
import { drawFolder } from './pictures.js'
import { asUser, ended, made, PROJECT, type Started, startDatasets } from './service.js'

vi.setConfig({ testTimeout: 120_000 })

/** The same table as that of the pixel program. */
const TABLE = fileURLToPath(new URL('../../../gpu-worker/tests/pixels/nasty.py', import.meta.url))

let service: Started

beforeAll(async () => {
  service = await startDatasets()
})
afterAll(() => service?.stop())

it('a folder of nasty pictures becomes a dataset of those that can be used, with a reason for each other', async () => {
  const folder = drawFolder(join(service.data, 'nasty'), [6, 6])
  const nasty = join(folder, 'nasty')
  mkdirSync(nasty)
  const table: { name: string; said: string; isKept: boolean }[] = JSON.parse(
    execFileSync(tools().python, [TABLE, nasty], {
      env: { ...process.env, PYTHONPATH: service.env.FOVEA_PIXELS_PATH, PYTHONWARNINGS: 'ignore' },
      encoding: 'utf8',
      maxBuffer: 2 ** 24,
    }),
  )
  const dataset = await ended(service, made(await service.create({ name: 'nasty', folder })).id)
  expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['nasty', 'no ship', 'ship'] })
  expect(dataset.filesTotal).toBe(table.length + 12)
  const prefix = `${PROJECT}/datasets/${dataset.id}/`
  const read = async (name: string) => (await service.store.get(`${prefix}${name}`)).toString()
  const report: { rejected: { path: string; reason: string }[] } = JSON.parse(await read('report.json'))
  const rejected = new Map(report.rejected.map(({ path, reason }) => [path, reason]))
  const byLine = (await read('rejected.jsonl')).trimEnd().split('\n')
  expect(byLine.map(line => JSON.parse(line))).toEqual(report.rejected)
  const lines = (await read('images.jsonl')).trimEnd().split('\n')
  const kept = new Set(lines.map(line => JSON.parse(line).path as string))
  for (const { name, said, isKept } of table) {
    const path = `nasty/${name}`
    expect([path, kept.has(path), rejected.has(path)]).toEqual([path, isKept, !isKept])
    if (!isKept) expect(rejected.get(path)).toMatch(new RegExp(said))
  }
  expect(rejected.size).toBe(dataset.rejectedCount)
  const { images } = await asUser(() =>
    service.datasets.listImages({
      project: PROJECT,
      dataset: dataset.id,
      split: 'train',
      label: 0,
      first: 500,
      after: '',
    }),
  )
  expect(images.every(({ path }) => kept.has(path))).toBe(true)
})
