import type { PageRequest } from '@fovea/proto/common/v1/common'
import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import { Outbox } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { DATASET_COLUMNS, DATASET_FROM, type DatasetRow } from './dataset.entity.js'
import { datasetOrder } from './dataset-order.js'
import { LIVE, type State, statesBefore } from './dataset-state.js'

export type NewDataset = Pick<
  DatasetRow,
  | 'id'
  | 'project'
  | 'name'
  | 'request_id'
  | 'root'
  | 'folder'
  | 'origin'
  | 'source'
  | 'upload'
  | 'mirror'
  | 'encoding'
  | 'fast_decoding'
  | 'chosen_classes'
  | 'merged_classes'
  | 'min_per_class'
  | 'max_per_class'
  | 'height'
  | 'width'
  | 'channels'
  | 'resize'
  | 'validation_percent'
  | 'test_percent'
  | 'classes'
  | 'created_by'
> & { idempotency_key: string; seed: number }

/** What may change with a move to another state. */
export interface Change {
  reason?: string
  remedy?: string
  rejected?: RejectedFile[]
  rejected_count?: number
}

/** How long a deletion can be undone. */
const GRACE = "interval '60 seconds'"
const INSERT_KEYS = 'INSERT INTO source_keys (project, dataset, sealed) VALUES ($1, $2, $3)'
const UNIQUE_VIOLATION = '23505'

export const isUniqueViolation = (error: unknown, constraint: string) => {
  const { code, constraint: name } = ((error as { driverError?: unknown }).driverError ?? {}) as Record<string, unknown>
  return code === UNIQUE_VIOLATION && name === constraint
}

/** The rows of datasets and of the models that hold them. */
@Injectable()
export class DatasetsRepository {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: Outbox,
  ) {}

  /** `keys`: those of its source, sealed. */
  async insert(row: NewDataset, keys?: Buffer): Promise<void> {
    const columns = Object.keys(row)
    const places = columns.map((_, n) => `$${n + 1}`)
    await this.database.transaction(async manager => {
      await manager.query('INSERT INTO project (id) VALUES ($1) ON CONFLICT DO NOTHING', [row.project])
      const { origin, merged_classes } = row
      const json = { origin: JSON.stringify(origin), merged_classes: JSON.stringify(merged_classes) }
      await manager.query(`INSERT INTO dataset (${columns}) VALUES (${places})`, Object.values({ ...row, ...json }))
      if (keys) await manager.query(INSERT_KEYS, [row.project, row.id, keys])
    })
  }

  async byIdempotencyKey(project: string, key: string): Promise<DatasetRow | undefined> {
    return (await this.rows('d.project = $1 AND d.idempotency_key = $2', [project, key]))[0]
  }

  async get(project: string, id: string): Promise<DatasetRow | undefined> {
    return (await this.getMany(project, [id]))[0]
  }

  getMany(project: string, ids: string[]): Promise<DatasetRow[]> {
    return this.rows('d.project = $1 AND d.id = ANY($2) AND d.deleted_at IS NULL', [project, ids])
  }

  async isNameTaken(project: string, name: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM dataset WHERE project = $1 AND name = $2 AND deleted_at IS NULL'
    return (await this.database.query(sql, [project, name])).length > 0
  }

  /** In the order asked for; one row more than asked tells whether there is a next page. One statement, unless a page behind the last row is empty. */
  async page(request: PageRequest, first: number) {
    const { project, search, name, after, isLive } = request
    const where = `d.project = $1 AND d.deleted_at IS NULL AND ($2 = '' OR d.name ILIKE $2) AND ($3 = '' OR d.name = $3)
      AND (NOT $4 OR d.state = ANY($5))`
    const pattern = search === '' ? '' : `%${search.replace(/[\\%_]/g, '\\$&')}%`
    const values = [project, pattern, name, isLive ?? false, LIVE]
    const order = datasetOrder(request, 7)
    const rows: (DatasetRow & { cursor: string; total: number })[] = await this.database.query(
      `SELECT ${DATASET_COLUMNS}, ${order.cursor} AS cursor, (SELECT count(*)::int FROM dataset d WHERE ${where}) AS total
       FROM ${DATASET_FROM} WHERE ${where} AND ${order.isBehind} ORDER BY ${order.orderBy} LIMIT $6`,
      [...values, first + 1, ...order.values],
    )
    const page = { rows: rows.slice(0, first), hasNext: rows.length > first }
    if (rows[0] || after === '') return { ...page, total: rows[0]?.total ?? 0 }
    const [{ total }] = await this.database.query(`SELECT count(*)::int AS total FROM dataset d WHERE ${where}`, values)
    return { ...page, total: total as number }
  }

  /** Compare and set: whether the row was in a state that may become `to`, and is now. Ends of builds are facts for others. */
  move(project: string, id: string, to: State, change: Change = {}): Promise<boolean> {
    return this.database.transaction(manager => this.moveIn(manager, project, id, to, change))
  }

  async moveIn(manager: EntityManager, project: string, id: string, to: State, change: Change): Promise<boolean> {
    const columns = Object.keys(change)
    const set = columns.map((column, n) => `, ${column} = $${n + 5}`).join('')
    const ends = to === 'READY' || to === 'FAILED' || to === 'ABORTED'
    // Whoever works on a build that is ended from outside keeps the lease until it has stopped: only then are all objects written.
    const release = to === 'FAILED' || to === 'ABORTED' ? '' : ', lease_owner = NULL, lease_until = NULL'
    const [rows] = await manager.query(
      `UPDATE dataset SET state = $3, revision = revision + 1, failures = 0,
         is_tidy = false${release} ${ends ? ', ended_at = now()' : ''}${set}
       WHERE project = $1 AND id = $2 AND state = ANY($4) AND (deleted_at IS NULL OR $3 = 'ABORTED') RETURNING request_id`,
      [project, id, to, statesBefore(to), ...columns.map(column => asValue(change[column as keyof Change]))],
    )
    if (rows.length === 0) return false
    // Its source has been read, or never will be.
    await manager.query('DELETE FROM source_keys WHERE project = $1 AND dataset = $2', [project, id])
    const topic = to === 'READY' ? 'dataset-ready' : ends ? 'dataset-failed' : undefined
    if (topic) await this.outbox.write(manager, topic, project, id, rows[0].request_id)
    return true
  }

  /** Hides it; undefined when a model holds it or it is not there. */
  hide(project: string, id: string): Promise<DatasetRow | { heldBy: string[] } | undefined> {
    return this.database.transaction(async manager => {
      if (!(await this.lock(manager, project, id))) return undefined
      const holds = await manager.query('SELECT model_name FROM hold WHERE project = $1 AND dataset = $2 ORDER BY 1', [
        project,
        id,
      ])
      if (holds.length > 0) return { heldBy: holds.map((hold: { model_name: string }) => hold.model_name) }
      await manager.query('UPDATE dataset SET deleted_at = now(), revision = revision + 1 WHERE id = $1', [id])
      return (await this.rows('d.id = $1', [id], manager))[0]
    })
  }

  /** Brings a hidden one back within its minute. Fails with a unique violation when its name has been taken meanwhile. */
  async restore(project: string, id: string): Promise<DatasetRow | undefined> {
    await this.database.query(
      `UPDATE dataset SET deleted_at = NULL, revision = revision + 1
       WHERE project = $1 AND id = $2 AND deleted_at > now() - ${GRACE}`,
      [project, id],
    )
    return this.get(project, id)
  }

  hold(project: string, id: string, model: string, modelName: string): Promise<DatasetRow | undefined> {
    return this.database.transaction(async manager => {
      const row = await this.lock(manager, project, id)
      if (!row || row.state === 'FAILED' || row.state === 'ABORTED') return row && this.get(project, id)
      await manager.query(
        `INSERT INTO hold (project, dataset, model, model_name) VALUES ($1, $2, $3, $4)
         ON CONFLICT (project, dataset, model) DO UPDATE SET model_name = $4`,
        [project, id, model, modelName],
      )
      return (await this.rows('d.id = $1', [id], manager))[0]
    })
  }

  /** Gives back a model's holds, on one dataset or on all. */
  async release(project: string, model: string, dataset?: string): Promise<{ id: string; project: string }[]> {
    const [rows] = await this.database.query(
      `DELETE FROM hold WHERE project = $1 AND model = $2 AND ($3::uuid IS NULL OR dataset = $3)
       RETURNING dataset AS id, project`,
      [project, model, dataset ?? null],
    )
    return rows
  }

  /** Rows whose minute is over and on which nobody works. */
  expired(): Promise<{ id: string; project: string; source: string | null; upload: string | null }[]> {
    return this.database.query(
      `SELECT id, project, source, upload FROM dataset d WHERE deleted_at < now() - ${GRACE} AND ${NOBODY_WORKS} LIMIT 100`,
    )
  }

  /** Ended builds that may still have objects which nobody needs. */
  untidy(): Promise<{ id: string; project: string; state: State }[]> {
    return this.database.query(
      `SELECT id, project, state FROM dataset d
       WHERE state IN ('READY', 'FAILED', 'ABORTED') AND NOT is_tidy AND deleted_at IS NULL AND ${NOBODY_WORKS} LIMIT 100`,
    )
  }

  /** Not while a step may still write; the sweep comes again. */
  async markTidy(id: string): Promise<void> {
    await this.database.query(`UPDATE dataset d SET is_tidy = true WHERE id = $1 AND ${NOBODY_WORKS}`, [id])
  }

  /** Removes the row with its shards; and its source, when no other dataset is built from that. Returns the source that is gone. */
  purge(project: string, id: string, source: string | null): Promise<string | undefined> {
    return this.database.transaction(async manager => {
      await manager.query('DELETE FROM dataset WHERE project = $1 AND id = $2', [project, id])
      if (source === null) return undefined
      const [gone] = await manager.query(
        `DELETE FROM source s WHERE s.project = $1 AND s.id = $2
         AND NOT EXISTS (SELECT FROM dataset d WHERE d.project = s.project AND d.source = s.id) RETURNING id`,
        [project, source],
      )
      return gone[0]?.id
    })
  }

  private async lock(manager: EntityManager, project: string, id: string): Promise<DatasetRow | undefined> {
    const sql = 'SELECT * FROM dataset WHERE project = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE'
    return (await manager.query(sql, [project, id]))[0]
  }

  private rows(
    where: string,
    values: unknown[],
    manager: EntityManager = this.database.manager,
  ): Promise<DatasetRow[]> {
    return manager.query(`SELECT ${DATASET_COLUMNS} FROM ${DATASET_FROM} WHERE ${where}`, values)
  }
}

const NOBODY_WORKS = `(d.lease_until IS NULL OR d.lease_until < now())
  AND NOT EXISTS (SELECT FROM shard s WHERE s.dataset = d.id AND s.lease_until > now())`

/** Lists of objects are JSON to the driver only as text. */
const asValue = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : value)
