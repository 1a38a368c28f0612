import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { SourceBytes } from './origin.js'

export interface SourceRow {
  id: string
  project: string
  classes: string[]
  bytes: SourceBytes
}

/** The rows of sources. */
@Injectable()
export class SourcesRepository {
  constructor(private readonly database: DataSource) {}

  async get(project: string, id: string): Promise<SourceRow | undefined> {
    const sql = 'SELECT id, project, classes, bytes FROM source WHERE project = $1 AND id = $2'
    return (await this.database.query(sql, [project, id]))[0]
  }

  /** The sealed keys with which a dataset's source is read, until it has been. */
  async keys(project: string, dataset: string): Promise<Buffer | undefined> {
    const sql = 'SELECT sealed FROM source_keys WHERE project = $1 AND dataset = $2'
    return (await this.database.query(sql, [project, dataset]))[0]?.sealed
  }

  /** The source that holds this very listing of this place, if there is one: it is shared, whoever builds from it. */
  async find(project: string, folder: string, sha256: string): Promise<string | undefined> {
    const sql = 'SELECT id FROM source WHERE project = $1 AND folder = $2 AND sha256 = $3'
    return (await this.database.query(sql, [project, folder, sha256]))[0]?.id
  }
}
