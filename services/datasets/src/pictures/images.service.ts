import type { ImageDetails, ImagePage, ImageRequest, ListImagesRequest } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import type { ImageLine } from '../builds/image-lists.js'
import { IMAGES, IMAGES_BY_CLASS, INDEX } from '../builds/keys.js'
import { SPLITS } from '../builds/split.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { toImage } from '../findings/kept-findings.js'
import { offsetsAt, rangeOf } from './image-range.js'
import { pageOf } from './page.js'
import { PicturesRepository } from './pictures.repository.js'
import { readRange } from './ranges.client.js'
import { ShownFindings } from './shown-findings.service.js'

/** Pages of a dataset's images: one statement and three requests to the store, however many images there are. */
@Injectable()
export class Images {
  constructor(
    private readonly repository: PicturesRepository,
    private readonly objects: ObjectStore,
    private readonly findings: ShownFindings,
  ) {}

  async list({ project, dataset, split, label, first, after }: ListImagesRequest): Promise<ImagePage> {
    const { counts } = await this.repository.mustDescribe(project, dataset)
    const range = rangeOf(counts, split, label)
    if (!range) throw new AppError('invalid', `There is no class ${label} in a split "${split}".`)
    const { start, end, page } = pageOf({ total: range.end - range.start, first, after })
    if (start === end) return { images: [], page }
    const prefix = datasetPrefix({ project, id: dataset })
    const lines = await this.lines(prefix, sizeOf(counts), range.list, range.start + start, range.start + end)
    // Lines by class hold no more than this; a page says the same of an image whichever list it was read from.
    const images = lines.map(({ n, path, label: own, split: of, shard, row }) =>
      toImage({ n, path, label: own, split: of, shard, row }),
    )
    return { images, page }
  }

  async get({ project, dataset, number }: ImageRequest): Promise<ImageDetails> {
    const { counts, findings } = await this.repository.mustDescribe(project, dataset)
    const total = sizeOf(counts)
    const prefix = datasetPrefix({ project, id: dataset })
    const isThere = Number.isSafeInteger(number) && number >= 0 && number < total
    const [line] = isThere ? await this.lines(prefix, total, 'lines', number, number + 1) : []
    if (!line) throw new AppError('not-found', `There is no image ${number} in this dataset.`)
    return { image: toImage(line), findings: await this.findings.ofImage(prefix, findings, number) }
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
