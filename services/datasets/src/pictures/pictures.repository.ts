import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { PerSplit, Split } from '../builds/split.js'
import type { EncodingName } from '../datasets/dataset.entity.js'

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

  async counts(project: string, dataset: string): Promise<PerSplit<number[]> | undefined> {
    return (await this.database.query(`SELECT counts FROM dataset d WHERE ${READY}`, [project, dataset]))[0]?.counts
  }
}
