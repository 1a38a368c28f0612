import type { ImagePage, ListImagesRequest } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import type { ImageLine } from '../builds/image-lists.js'
import { IMAGES, IMAGES_BY_CLASS, INDEX } from '../builds/keys.js'
import { SPLITS } from '../builds/split.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { isUuid } from '../datasets/uuid.js'
import { offsetsAt, rangeOf } from './image-range.js'
import { PicturesRepository } from './pictures.repository.js'
import { readRange } from './ranges.client.js'

const LONGEST_PAGE = 500

/** Pages of a dataset's images: one statement and three requests to the store, however many images there are. */
@Injectable()
export class Images {
  constructor(
    private readonly repository: PicturesRepository,
    private readonly objects: ObjectStore,
  ) {}

  async list({ project, dataset, split, label, first, after }: ListImagesRequest): Promise<ImagePage> {
    const counts = isUuid(dataset) ? await this.repository.counts(project, dataset) : undefined
    if (!counts) {
      const hint = 'Its images can be looked at when it is ready.'
      throw new AppError('not-found', 'There is no such dataset in this project that is ready.', hint)
    }
    const range = rangeOf(counts, split, label)
    if (!range) throw new AppError('invalid', `There is no class ${label} in a split "${split}".`)
    if (!/^\d{0,15}$/.test(after)) throw new AppError('invalid', 'This cursor is not one of a list of images.')
    const total = range.end - range.start
    const start = range.start + Math.min(after === '' ? 0 : Number(after), total)
    const end = Math.min(start + Math.min(first > 0 ? first : 50, LONGEST_PAGE), range.end)
    const page = { endCursor: String(end - range.start), hasNext: end < range.end, total }
    if (start === end) return { images: [], page }
    const lines = await this.lines(datasetPrefix({ project, id: dataset }), sizeOf(counts), range.list, start, end)
    return {
      images: lines.map(({ n, path, label: own, split: of, shard, row }) => ({
        number: n,
        path,
        label: own,
        split: of,
        shard,
        row,
      })),
      page,
    }
  }

  private async lines(prefix: string, total: number, list: 'lines' | 'classLines', start: number, end: number) {
    const index = await this.objects.stat(`${prefix}${INDEX}`)
    if (!index) throw new Error(`${prefix}${INDEX} is missing`)
    const from = offsetsAt(index.bytes, total, list, start)
    const offsets = await readRange(this.objects, `${prefix}${INDEX}`, from, (end - start + 1) * 8)
    const first = Number(offsets.readBigUInt64LE(0))
    const bytes = Number(offsets.readBigUInt64LE((end - start) * 8)) - first
    const file = list === 'lines' ? IMAGES : IMAGES_BY_CLASS
    const text = (await readRange(this.objects, `${prefix}${file}`, first, bytes)).toString()
    return text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as ImageLine)
  }
}

const sizeOf = (counts: Record<(typeof SPLITS)[number], number[]>) =>
  SPLITS.flatMap(split => counts[split]).reduce((sum, count) => sum + count, 0)
