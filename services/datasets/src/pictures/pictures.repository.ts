import { AppError } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { PerSplit, Split } from '../builds/split.js'
import type { EncodingName } from '../datasets/dataset.entity.js'
import { isUuid } from '../datasets/uuid.js'
import type { KeptFindings } from '../findings/kept-findings.js'

export interface ImagePlace {
  split: Split
  index: number
  row: number
  count: number
  bytes: string
  height: number
  width: number
  channels: number
  encoding: EncodingName
}

/** How many images there are of what, and what was found in them. */
export interface Described {
  counts: PerSplit<number[]>
  findings: KeptFindings | null
}

const READY = "d.project = $1 AND d.id = $2 AND d.state = 'READY' AND d.deleted_at IS NULL"

/** Where images are: one statement each. */
@Injectable()
export class PicturesRepository {
  constructor(private readonly database: DataSource) {}

  async placeOf(project: string, dataset: string, image: number): Promise<ImagePlace | undefined> {
    const rows = await this.database.query(
      `SELECT s.split, s.index, ($3 - s.first_image)::int AS row, s.count, s.bytes, d.height, d.width, d.channels,
         d.encoding
       FROM dataset d JOIN shard s ON s.dataset = d.id
       WHERE ${READY} AND s.first_image <= $3::bigint AND $3::bigint < s.first_image + s.count`,
      [project, dataset, image],
    )
    return rows[0]
  }

  async isReady(project: string, dataset: string): Promise<boolean> {
    return (await this.database.query(`SELECT 1 FROM dataset d WHERE ${READY}`, [project, dataset])).length > 0
  }

  /** Refuses what is not there, or not ready. */
  async mustDescribe(project: string, dataset: string): Promise<Described> {
    const sql = `SELECT counts, findings FROM dataset d WHERE ${READY}`
    const [found] = isUuid(dataset) ? await this.database.query(sql, [project, dataset]) : []
    if (found) return found
    const hint = 'Its images can be looked at when it is ready.'
    throw new AppError('not-found', 'There is no such dataset in this project that is ready.', hint)
  }
}
