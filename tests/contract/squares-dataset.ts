import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Size {
  readonly channels: number
  readonly height: number
  readonly width: number
}

/** Pictures with a bright square left or right, as a dataset's files on disk: manifest and files of an attempt's spec. */
export function squaresDataset(folder: string, size: Size, counts: Record<'train' | 'val', number>) {
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
    const shard = { ...write(`shards/${name}-00000.safetensors`, shardOf(size, count)), count }
    return { count, perClass: [Math.ceil(count / 2), Math.floor(count / 2)], shards: [shard] }
  }
  const manifest = {
    version: 1,
    dataset: 'squares',
    project: 'p',
    recipe: { ...size, resize: 'squash', encoding: 'raw', seed: 1 },
    classes: ['left', 'right'],
    splits: { train: split('train'), val: split('val'), test: { count: 0, perClass: [0, 0], shards: [] } },
    mean: null,
  }
  return { manifest, files }
}

function shardOf({ channels, height, width }: Size, count: number): Buffer {
  const line = width * channels
  const images = Buffer.alloc(count * height * line)
  const labels = new Int32Array(count)
  const side = Math.floor((5 * height) / 16)
  for (let n = 0; n < count; n++) {
    labels[n] = n % 2
    const first = n * height * line
    for (let place = 0; place < height * line; place++) images[first + place] = (n * 31 + place * 17) % 97
    const top = Math.floor((((n * 7) % 10) * height) / 16)
    const left = Math.floor((((n % 2) * 8 + ((n * 3) % 3)) * width) / 16)
    for (let row = top; row < top + side; row++) {
      const start = first + row * line + left * channels
      images.fill(220, start, start + side * channels)
    }
  }
  const header = Buffer.from(
    JSON.stringify({
      images: { dtype: 'U8', shape: [count, height, width, channels], data_offsets: [0, images.length] },
      labels: { dtype: 'I32', shape: [count], data_offsets: [images.length, images.length + labels.byteLength] },
    }),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, images, Buffer.from(labels.buffer)])
}
