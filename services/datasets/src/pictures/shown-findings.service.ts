import type { Finding, FindingPage, ListFindingsRequest } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { FINDINGS } from '../builds/keys.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { type FindingLine, type KeptFindings, kindOf, toFinding } from '../findings/kept-findings.js'
import { pageOf } from './page.js'
import { PicturesRepository } from './pictures.repository.js'
import { readRange } from './ranges.client.js'

/** What was found in the images of a dataset: one statement and one request to the store a page. */
@Injectable()
export class ShownFindings {
  constructor(
    private readonly repository: PicturesRepository,
    private readonly objects: ObjectStore,
  ) {}

  async list({ project, dataset, kind, first, after }: ListFindingsRequest): Promise<FindingPage> {
    const { findings } = await this.repository.mustDescribe(project, dataset)
    const name = kindOf(kind)
    if (!name) throw new AppError('invalid', 'Say which kind of findings to list.')
    const own = findings?.kinds.find(one => one.kind === name)
    const { start, end, page } = pageOf({ total: own?.listed ?? 0, first, after })
    if (!own || start === end) return { findings: [], page }
    const lines = await this.lines(datasetPrefix({ project, id: dataset }), own)
    return { findings: lines.slice(start, end).map(line => toFinding(JSON.parse(line) as FindingLine)), page }
  }

  /** Those that hold an image, of all that are listed. */
  async ofImage(prefix: string, findings: KeptFindings | null, image: number): Promise<Finding[]> {
    const bytes = findings?.kinds.reduce((sum, own) => sum + own.bytes, 0) ?? 0
    const lines = await this.lines(prefix, { start: 0, bytes })
    return lines
      .filter(line => line.includes(`"n":${image},`))
      .map(line => JSON.parse(line) as FindingLine)
      .filter(({ images }) => images.some(({ n }) => n === image))
      .map(toFinding)
  }

  private async lines(prefix: string, { start, bytes }: { start: number; bytes: number }): Promise<string[]> {
    const text = (await readRange(this.objects, `${prefix}${FINDINGS}`, start, bytes)).toString()
    return text.split('\n').filter(line => line !== '')
  }
}
