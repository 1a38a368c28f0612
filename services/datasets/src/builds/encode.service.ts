import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ObjectStore, registry } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { Counter } from 'prom-client'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { Pixels, type ShardMade } from '../pixels/pixels.client.js'
import { SourceFiles } from '../sources/source-files.service.js'
import { BuildsRepository, type ShardRow } from './builds.repository.js'
import { partKey, shardKey } from './keys.js'
import type { Labelled } from './split.js'
import { WorkFolder } from './work-folder.service.js'

const imagesEncoded = new Counter({
  name: 'fovea_images_encoded_total',
  help: 'Images written into shards.',
  registers: [registry],
})
const imagesRejected = new Counter({
  name: 'fovea_images_rejected_total',
  help: 'Files that could not be read as images, by code.',
  labelNames: ['code'],
  registers: [registry],
})

/** Second step, once a shard: pixels into a file, the file into the store. Repeating it writes the same bytes. */
@Injectable()
export class Encode {
  constructor(
    private readonly repository: BuildsRepository,
    private readonly pixels: Pixels,
    private readonly objects: ObjectStore,
    private readonly work: WorkFolder,
    private readonly files: SourceFiles,
  ) {}

  async perform(
    row: DatasetRow,
    shard: ShardRow,
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ): Promise<void> {
    const prefix = datasetPrefix(row)
    const plan: Labelled[] = JSON.parse((await this.objects.get(`${prefix}${partKey(shard, 'plan')}`)).toString())
    signal.throwIfAborted()
    const made = await this.work.use(async folder => {
      const output = join(folder, 'shard')
      const { height, width, channels, resize, mirror, encoding, fast_decoding: fastDecoding } = row
      const recipe = { height, width, channels, resize, mirror, encoding, fastDecoding }
      const done = await this.files.use(row, signal, ({ root, pathOf }) => {
        const images = plan.map(image => ({ path: pathOf(image), label: image.label }))
        return this.pixels.shard({ recipe, root, images, output }, signal, onProgress)
      })
      signal.throwIfAborted()
      if (done.count > 0) {
        await this.objects.putFile(`${prefix}${shardKey(shard)}`, output, done.bytes)
        await this.putPart(`${prefix}${partKey(shard, 'images')}`, `${output}.images`)
        if (shard.split === 'train') await this.putPart(`${prefix}${partKey(shard, 'sums')}`, `${output}.sums`)
      }
      return done
    })
    const rejected = made.rejected.map(({ index, reason }) => ({ path: plan[index]?.path ?? '', reason }))
    await this.objects.put(`${prefix}${partKey(shard, 'rejected')}`, JSON.stringify(rejected), 'application/json')
    signal.throwIfAborted()
    await this.repository.shardDone(shard, { ...made, rejected: rejected.length })
    count(made)
  }

  private async putPart(key: string, path: string): Promise<void> {
    await this.objects.putFile(key, path, (await stat(path)).size)
  }
}

function count({ count, rejected }: ShardMade): void {
  imagesEncoded.inc(count)
  for (const { code } of rejected) imagesRejected.inc({ code })
}
