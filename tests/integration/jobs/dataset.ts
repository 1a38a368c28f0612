import { createHash } from 'node:crypto'
import { compile, standardNetworks } from '@fovea/netspec'
import type { ObjectStore } from '@fovea/service-kit'

export const SIDE = 28
export const CLASSES = ['dark', 'light']
const COUNTS = { train: 320, val: 64 }

/** A safetensors file out of raw arrays. */
function safetensors(tensors: { name: string; dtype: string; shape: number[]; bytes: Buffer }[]): Buffer {
  const header: Record<string, unknown> = {}
  let end = 0
  for (const { name, dtype, shape, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [end, end + bytes.length] }
    end += bytes.length
  }
  const text = Buffer.from(JSON.stringify(header).padEnd(Math.ceil(JSON.stringify(header).length / 8) * 8))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...tensors.map(tensor => tensor.bytes)])
}

/** Noisy squares, dark or light: something a network learns in an instant. */
function shard(seed: number, count: number): Buffer {
  const images = Buffer.alloc(count * SIDE * SIDE)
  const labels = Buffer.alloc(4 * count)
  let state = seed
  for (let i = 0; i < count; i++) {
    const label = i % 2
    labels.writeInt32LE(label, 4 * i)
    for (let at = 0; at < SIDE * SIDE; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      images[i * SIDE * SIDE + at] = (label ? 90 : 70) + (state >>> 25)
    }
  }
  return safetensors([
    { name: 'images', dtype: 'U8', shape: [count, SIDE, SIDE, 1], bytes: images },
    { name: 'labels', dtype: 'I32', shape: [count], bytes: labels },
  ])
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Puts a small dataset, as the datasets service would leave it, into the store. */
export async function putDataset(store: ObjectStore, project: string, dataset: string): Promise<void> {
  const prefix = `${project}/datasets/${dataset}`
  const splits: Record<string, object> = {}
  for (const [seed, [split, count]] of Object.entries(COUNTS).entries()) {
    const bytes = shard(seed + 1, count)
    const key = `shards/${split}-00000.safetensors`
    await store.put(`${prefix}/${key}`, bytes, 'application/octet-stream')
    const half = count / 2
    splits[split] = {
      count,
      perClass: [half, half],
      shards: [{ key, sha256: hash(bytes), bytes: bytes.length, count }],
    }
  }
  const mean = safetensors([
    {
      name: 'mean',
      dtype: 'F32',
      shape: [SIDE, SIDE, 1],
      bytes: Buffer.from(new Float32Array(SIDE * SIDE).fill(140).buffer),
    },
  ])
  await store.put(`${prefix}/mean.safetensors`, mean, 'application/octet-stream')
  const recipe = { height: SIDE, width: SIDE, channels: 1, resize: 'squash', encoding: 'raw' }
  const more = { validationPercent: 17, testPercent: 0, seed: 1, fastDecoding: false }
  const manifest = {
    version: 1,
    dataset,
    project,
    recipe: { ...recipe, ...more },
    classes: CLASSES,
    splits: { ...splits, test: { count: 0, perClass: [0, 0], shards: [] } },
    mean: { key: 'mean.safetensors', sha256: hash(mean), bytes: mean.length, pixel: [140] },
  }
  await store.put(`${prefix}/manifest.json`, JSON.stringify(manifest), 'application/json')
}

/** The plan of LeNet on this dataset. */
export function planJson(): string {
  const input = { channels: 1, height: SIDE, width: SIDE }
  const { plan, faults } = compile(standardNetworks.lenet, {
    classes: CLASSES.length,
    input,
    preprocessing: { mean: 'image' },
  })
  if (!plan) throw new Error(JSON.stringify(faults))
  return JSON.stringify(plan)
}
