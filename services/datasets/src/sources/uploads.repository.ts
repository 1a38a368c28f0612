import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { v7 } from 'uuid'

export type UploadFormat = 'archive' | 'tar-parts'

export interface UploadRow {
  id: string
  project: string
  name: string
  format: UploadFormat
  pieces: number
  bytes: string
  /** Numbers of the pieces that are there, whole. */
  kept: number[]
}

/** Uploads that no dataset is made of are kept for a while; those whose datasets are all gone are not kept. */
const UNUSED = `NOT EXISTS (SELECT FROM dataset d WHERE d.project = u.project AND d.upload = u.id)`

/** Of the room that a build makes for what it brings itself. */
const ownKey = (dataset: string) => `dataset ${dataset}`

/** The rows of uploads. */
@Injectable()
export class UploadsRepository {
  constructor(private readonly database: DataSource) {}

  async get(project: string, id: string): Promise<UploadRow | undefined> {
    return (await this.database.query('SELECT * FROM upload WHERE project = $1 AND id = $2', [project, id]))[0]
  }

  /** The same key again answers with the first upload. */
  async make(row: Omit<UploadRow, 'kept' | 'bytes'> & { bytes: number; key: string; by: string }): Promise<UploadRow> {
    await this.database.query('INSERT INTO project (id) VALUES ($1) ON CONFLICT DO NOTHING', [row.project])
    await this.database.query(
      `INSERT INTO upload (id, project, name, format, pieces, bytes, idempotency_key, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (project, idempotency_key) DO NOTHING`,
      [row.id, row.project, row.name, row.format, row.pieces, row.bytes, row.key, row.by],
    )
    const sql = 'SELECT * FROM upload WHERE project = $1 AND idempotency_key = $2'
    return (await this.database.query(sql, [row.project, row.key]))[0]
  }

  async keep(project: string, id: string, number: number): Promise<void> {
    const sql = `UPDATE upload SET kept = array_append(kept, $3::int) WHERE project = $1 AND id = $2 AND NOT $3::int = ANY(kept)`
    await this.database.query(sql, [project, id, number])
  }

  /** Room for what a build itself brings; asked for again, it is the same. */
  async begin({ id, project }: { id: string; project: string }): Promise<string> {
    const given = { name: '', format: 'tar-parts' as const, pieces: 0, bytes: 0, by: '' }
    const { id: upload } = await this.make({ id: v7(), project, key: ownKey(id), ...given })
    await this.database.query('UPDATE dataset SET upload = $3 WHERE project = $1 AND id = $2', [project, id, upload])
    return upload
  }

  async end(project: string, id: string, { count, bytes }: { count: number; bytes: number }): Promise<void> {
    const sql = `UPDATE upload SET pieces = $3, bytes = $4, kept = ARRAY(SELECT generate_series(0, $3 - 1)) WHERE project = $1 AND id = $2`
    await this.database.query(sql, [project, id, count, bytes])
  }

  /** Uploads older than so many seconds that nothing is made of. */
  unused(seconds: number): Promise<{ id: string; project: string }[]> {
    const sql = `SELECT id, project FROM upload u WHERE created_at < now() - make_interval(secs => $1) AND ${UNUSED} LIMIT 100`
    return this.database.query(sql, [seconds])
  }

  /** Takes from an ended build the room that it made for itself, where its listing came to nothing; while somebody still works on it, nothing. */
  async giveUp({ id, project }: { id: string; project: string }): Promise<string | undefined> {
    const [rows] = await this.database.query(
      `UPDATE dataset d SET upload = NULL FROM upload u
       WHERE d.project = $1 AND d.id = $2 AND d.state IN ('FAILED', 'ABORTED') AND d.source IS NULL
         AND (d.lease_until IS NULL OR d.lease_until < now())
         AND u.project = d.project AND u.id = d.upload AND u.idempotency_key = $3 RETURNING u.id`,
      [project, id, ownKey(id)],
    )
    return rows[0]?.id
  }

  /** Removes the row, unless a dataset is made of it; whether it is gone. */
  async remove(project: string, id: string): Promise<boolean> {
    const sql = `DELETE FROM upload u WHERE project = $1 AND id = $2 AND ${UNUSED} RETURNING id`
    return (await this.database.query(sql, [project, id]))[0].length > 0
  }
}
