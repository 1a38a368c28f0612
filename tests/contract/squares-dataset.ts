import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SIZE = 16
const BYTES = SIZE * SIZE

/** Grey pictures, each with a bright square left or right, as a dataset's files on disk: manifest and files of an attempt's spec. */
export function squaresDataset(folder: string, counts: Record<'train' | 'val', number>) {
  const files: Record<string, object> = {}
  const write = (key: string, file: Buffer) => {
    const path = join(folder, key)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file)
    const described = { sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length }
    files[key] = { url: null, path, ...described }
    return { key, ...described }
  }
  const split = (name: 'train' | 'val') => {
    const count = counts[name]
    const shard = { ...write(`shards/${name}-00000.safetensors`, shardOf(count)), count }
    return { count, perClass: [Math.ceil(count / 2), Math.floor(count / 2)], shards: [shard] }
  }
  const manifest = {
    version: 1,
    dataset: 'squares',
    project: 'p',
    recipe: { height: SIZE, width: SIZE, channels: 1, resize: 'squash', encoding: 'raw', seed: 1 },
    classes: ['left', 'right'],
    splits: { train: split('train'), val: split('val'), test: { count: 0, perClass: [0, 0], shards: [] } },
    mean: null,
  }
  return { manifest, files }
}

function shardOf(count: number): Buffer {
  const images = Buffer.alloc(count * BYTES)
  const labels = new Int32Array(count)
  for (let n = 0; n < count; n++) {
    labels[n] = n % 2
    const top = (n * 7) % 10
    const left = (n % 2) * 8 + ((n * 3) % 3)
    for (let place = 0; place < BYTES; place++) images[n * BYTES + place] = (n * 31 + place * 17) % 97
    for (let row = top; row < top + 5; row++)
      images.fill(220, n * BYTES + row * SIZE + left, n * BYTES + row * SIZE + left + 5)
  }
  const header = Buffer.from(
    JSON.stringify({
      images: { dtype: 'U8', shape: [count, SIZE, SIZE, 1], data_offsets: [0, images.length] },
      labels: { dtype: 'I32', shape: [count], data_offsets: [images.length, images.length + labels.byteLength] },
    }),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, images, Buffer.from(labels.buffer)])
}
