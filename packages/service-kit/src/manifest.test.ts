import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { checkFile, readManifest } from './manifest.js'

const split = (shards: object[]) => ({ count: 3, perClass: [1, 2], shards })
const manifest = (version: number, hash: object) => ({
  version,
  dataset: 'd',
  classes: ['no ship', 'ship'],
  recipe: { height: 28, width: 28, encoding: 'raw', fastDecoding: false },
  splits: {
    train: split([{ key: 'shards/train-00000.safetensors', ...hash, bytes: 9, count: 3 }]),
    val: split([]),
    test: split([]),
  },
  mean: { key: 'mean.safetensors', ...hash, bytes: 4, pixel: [1] },
})
const read = (value: object) => readManifest(JSON.stringify(value))

it('reads every version there has been', () => {
  const now = read(manifest(2, { hash: 'blake3:00' }))
  expect(now.splits.train.shards).toEqual([{ key: 'shards/train-00000.safetensors', hash: 'blake3:00', bytes: 9 }])
  const before = read(manifest(1, { sha256: '11' }))
  expect([before.splits.train.shards[0]?.hash, before.mean.hash]).toEqual(['sha256:11', 'sha256:11'])
})

it('refuses a version that comes later, with what to do', () => {
  expect(() => read(manifest(3, { hash: 'blake3:00' }))).toThrow('update Fovea')
})

it('knows a file by its hash', () => {
  const bytes = Buffer.from('mean')
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  expect(() => checkFile(bytes, { key: 'mean', hash })).not.toThrow()
  expect(() => checkFile(Buffer.from('another'), { key: 'mean', hash })).toThrow('mean is not the file')
})
