import type { Picture, PictureRequest } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { MEAN_PICTURE, shardKey } from '../builds/keys.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { isUuid } from '../datasets/uuid.js'
import { Pixels } from '../pixels/pixels.client.js'
import { type ImagePlace, PicturesRepository } from './pictures.repository.js'
import { readRange } from './ranges.client.js'
import { HEAD_BYTES, readShardHead, tensorAt } from './shard-head.js'

/** Pictures as they are stored, for people to look at. They never change, so the number is their tag. */
@Injectable()
export class Pictures {
  constructor(
    private readonly repository: PicturesRepository,
    private readonly objects: ObjectStore,
    private readonly pixels: Pixels,
  ) {}

  async get({ project, dataset, of }: PictureRequest): Promise<Picture> {
    if (!isUuid(dataset)) throw notFound()
    if (of?.$case !== 'image') return this.mean(project, dataset)
    const place = await this.repository.placeOf(project, dataset, of.value)
    if (!place) throw notFound()
    const key = `${datasetPrefix({ project, id: dataset })}${shardKey(place)}`
    return { png: await this.row(key, place), etag: `"${dataset}-${of.value}"` }
  }

  private async row(key: string, place: ImagePlace): Promise<Buffer> {
    if (place.encoding !== 'raw') return this.file(key, place)
    // Pixels are what a shard ends with.
    const rowBytes = place.height * place.width * place.channels
    const offset = Number(place.bytes) - (place.count - place.row) * rowBytes
    return this.pixels.png(place, await readRange(this.objects, key, offset, rowBytes))
  }

  /** The file that an encoded shard keeps: three ranges of one object. */
  private async file(key: string, { row, bytes }: ImagePlace): Promise<Buffer> {
    const head = readShardHead(await readRange(this.objects, key, 0, Math.min(HEAD_BYTES, Number(bytes))))
    const offsets = await readRange(this.objects, key, tensorAt(head, 'offsets') + row * 8, 16)
    const [start, end] = [Number(offsets.readBigUInt64LE(0)), Number(offsets.readBigUInt64LE(8))]
    return readRange(this.objects, key, tensorAt(head, 'bytes') + start, end - start)
  }

  private async mean(project: string, dataset: string): Promise<Picture> {
    if (!(await this.repository.isReady(project, dataset))) throw notFound()
    const png = await this.objects.get(`${datasetPrefix({ project, id: dataset })}${MEAN_PICTURE}`)
    return { png, etag: `"${dataset}-mean"` }
  }
}

const notFound = () =>
  new AppError('not-found', 'There is no such picture.', 'Pictures are there when the dataset is ready.')
