import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Plan } from '@fovea/netspec'
import { Run } from '@fovea/proto/jobs/v1/jobs'
import { Model, Snapshot } from '@fovea/proto/models/v1/models'
import { archive } from '../../services/gateway/src/takeaway/archive.js'
import type { Objects } from '../../services/gateway/src/takeaway/objects.js'

export interface TakenAway {
  plan: Plan
  text: string
  classes: string[]
  weights: Buffer
  mean: Buffer
  meanPixel: number[]
}

/** The archive of a snapshot as the gateway makes it, from objects in memory. */
export async function downloadAll({ plan, text, classes, weights, mean, meanPixel }: TakenAway): Promise<Buffer> {
  const none = { count: 0, shards: [] }
  const objects = store({ 'p/weights': weights, 'p/mean.safetensors': mean })
  const facts = {
    run: Run.create({ id: 'r', project: 'p', name: 'ships#1' }),
    model: Model.create({ id: 'm', name: 'ships', networkText: text }),
    snapshot: Snapshot.create({ id: 's', epoch: 2, weightsKey: 'p/weights', weightsBytes: weights.length }),
    plan,
    folder: 'p/',
    manifest: {
      version: 2 as const,
      classes,
      recipe: { encoding: 'raw' as const, fastDecoding: false },
      splits: { train: none, val: none, test: none },
      mean: {
        key: 'mean.safetensors',
        hash: `sha256:${createHash('sha256').update(mean).digest('hex')}`,
        bytes: mean.length,
        pixel: meanPixel,
      },
    },
  }
  const parts: Uint8Array[] = []
  for await (const part of await archive(objects, facts, 'type: "SGD"\n')) parts.push(part)
  return Buffer.concat(parts)
}

function store(files: Record<string, Buffer>): Objects {
  const find = (key: string) => {
    const file = files[key]
    if (!file) throw new Error(`nothing below ${key}`)
    return file
  }
  /** In pieces, as a store sends what is large. */
  const pieces = (bytes: Buffer) => Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)])
  return {
    get: async key => find(key),
    getRange: async (key, offset, bytes) => pieces(find(key).subarray(offset, offset + bytes)),
    stat: async key => ({ key, bytes: find(key).length, etag: '', modifiedAt: new Date(0) }),
    stream: async key => pieces(find(key)),
  }
}
