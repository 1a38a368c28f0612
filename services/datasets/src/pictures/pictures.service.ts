import type { Picture, PictureRequest } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { MEAN_PICTURE, shardKey } from '../builds/keys.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { isUuid } from '../datasets/uuid.js'
import { Pixels } from '../pixels/pixels.client.js'
import { PicturesRepository } from './pictures.repository.js'
import { readRange } from './ranges.client.js'

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
    // Pixels are what a shard ends with.
    const rowBytes = place.height * place.width * place.channels
    const offset = Number(place.bytes) - (place.count - place.row) * rowBytes
    const key = `${datasetPrefix({ project, id: dataset })}${shardKey(place)}`
    const pixels = await readRange(this.objects, key, offset, rowBytes)
    return { png: await this.pixels.png(place, pixels), etag: `"${dataset}-${of.value}"` }
  }

  private async mean(project: string, dataset: string): Promise<Picture> {
    if (!(await this.repository.isReady(project, dataset))) throw notFound()
    const png = await this.objects.get(`${datasetPrefix({ project, id: dataset })}${MEAN_PICTURE}`)
    return { png, etag: `"${dataset}-mean"` }
  }
}

const notFound = () =>
  new AppError('not-found', 'There is no such picture.', 'Pictures are there when the dataset is ready.')
