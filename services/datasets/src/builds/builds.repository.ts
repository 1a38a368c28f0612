import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { LIVE, type State } from '../datasets/dataset-state.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import type { KeptFindings } from '../findings/kept-findings.js'
import type { SourceBytes } from '../sources/origin.js'
import type { ShardSlice } from './shard-plan.js'
import type { PerSplit, Share, Split } from './split.js'

export interface ShardRow {
  project: string
  dataset: string
  number: number
  split: Split
  index: number
  planned: number
  is_done: boolean
  count: number
  rejected: number
  bytes: string
  hash: string
  attempts: number
  failures: number
}

/** A build that should be going on. */
export interface LiveBuild {
  id: string
  project: string
  state: State
  request_id: string
  attempts: number
  is_leased: boolean
}

export interface Scanned {
  classes: string[]
  counts: PerSplit<number[]>
  filesTotal: number
  rejected: RejectedFile[]
  rejectedCount: number
  /** `isNew`: its object has just been written, its row not yet. */
  source: { id: string; sha256: string; isNew: boolean; classes: string[]; bytes: SourceBytes } | { id: string }
  /** What the recipe's shares came to: those of splits that the source gives are 0. */
  share: Share
  shards: ShardSlice[]
}

export interface Finished {
  counts: PerSplit<number[]>
  rejected: RejectedFile[]
  rejectedCount: number
  diskBytes: number
  meanPixel: number[]
  /** Number of the first image of each shard, by shard number. */
  firstImages: Map<number, number>
  findings: KeptFindings | null
}

/** Work is leased for this long and the lease renewed well before: whoever dies is replaced soon. */
const LEASE = "interval '10 seconds'"
const IS_FREE = '(lease_until IS NULL OR lease_until < now())'
/** After a pause this long the time before it says nothing about the rate any more. */
const PAUSE = "interval '8 seconds'"

/** Who works on which step of which build, and what came of it. Every change is a compare-and-set. */
@Injectable()
export class BuildsRepository {
  constructor(
    private readonly database: DataSource,
    private readonly datasets: DatasetsRepository,
  ) {}

  live(id?: string): Promise<LiveBuild[]> {
    return this.database.query(
      `SELECT id, project, state, request_id, attempts, NOT ${IS_FREE} AS is_leased FROM dataset
       WHERE state = ANY($1) AND deleted_at IS NULL AND ($2::uuid IS NULL OR id = $2) ORDER BY id`,
      [LIVE, id ?? null],
    )
  }

  /** Shards that nobody works on, the first few; and how many are not done at all. */
  async shardsDue(dataset: string, limit: number) {
    const sql = `SELECT number, attempts, ${IS_FREE} AS is_free FROM shard WHERE dataset = $1 AND NOT is_done ORDER BY number`
    const rows: { number: number; attempts: number; is_free: boolean }[] = await this.database.query(sql, [dataset])
    return { open: rows.length, due: rows.filter(({ is_free }) => is_free).slice(0, limit) }
  }

  /** Whoever holds a lease just now. */
  async leaseOwners(): Promise<string[]> {
    const sql = `SELECT lease_owner FROM dataset WHERE lease_until > now() AND lease_owner IS NOT NULL
      UNION SELECT lease_owner FROM shard WHERE lease_until > now() AND lease_owner IS NOT NULL`
    const rows: { lease_owner: string }[] = await this.database.query(sql)
    return rows.map(({ lease_owner }) => lease_owner)
  }

  /** Ends all leases of a process that is gone. */
  async releaseAll(owner: string): Promise<void> {
    for (const table of ['dataset', 'shard'])
      await this.database.query(`UPDATE ${table} SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = $1`, [
        owner,
      ])
  }

  /** Takes the lease of a step of the whole dataset. */
  async claimDataset(project: string, id: string, from: State[], to: State, owner: string) {
    const [rows] = await this.database.query(
      `UPDATE dataset SET state = $4, lease_owner = $5, lease_until = now() + ${LEASE}, attempts = attempts + 1,
         started_at = coalesce(started_at, now()), revision = revision + 1
       WHERE project = $1 AND id = $2 AND state = ANY($3) AND deleted_at IS NULL AND ${IS_FREE} RETURNING id`,
      [project, id, from, to, owner],
    )
    return rows.length > 0 ? this.datasets.get(project, id) : undefined
  }

  async claimShard(project: string, dataset: string, number: number, owner: string): Promise<ShardRow | undefined> {
    const [rows] = await this.database.query(
      `UPDATE shard SET lease_owner = $4, lease_until = now() + ${LEASE}, attempts = attempts + 1, progress = 0
       WHERE project = $1 AND dataset = $2 AND number = $3 AND NOT is_done AND ${IS_FREE}
         AND EXISTS (SELECT FROM dataset d WHERE d.id = $2 AND d.state = 'BUILDING' AND d.deleted_at IS NULL)
       RETURNING *`,
      [project, dataset, number, owner],
    )
    return rows[0]
  }

  /** False when the build is to stop: aborted, deleted, failed, or leased to somebody else. */
  async renewDataset(id: string, owner: string): Promise<boolean> {
    const [rows] = await this.database.query(
      `UPDATE dataset SET lease_until = now() + ${LEASE}
       WHERE id = $1 AND lease_owner = $2 AND state = ANY($3) AND deleted_at IS NULL RETURNING id`,
      [id, owner, LIVE],
    )
    return rows.length > 0
  }

  async renewShard(dataset: string, number: number, owner: string, progress: number): Promise<boolean> {
    const [rows] = await this.database.query(
      `UPDATE shard SET lease_until = now() + ${LEASE}, progress = $4 WHERE dataset = $1 AND number = $2 AND lease_owner = $3
         AND EXISTS (SELECT FROM dataset d WHERE d.id = $1 AND d.state = 'BUILDING' AND d.deleted_at IS NULL) RETURNING 1`,
      [dataset, number, owner, progress],
    )
    if (rows.length > 0) await this.touch(dataset)
    return rows.length > 0
  }

  /** Gives the lease back early, so that somebody may go on at once. */
  async yieldStep(dataset: string, number: number | undefined, owner: string): Promise<void> {
    await this.endLease(dataset, number, owner, 0, false)
  }

  /** Keeps others away for a while after a failure; how many there have been. */
  async failStep(dataset: string, number: number | undefined, owner: string, isCounted: boolean): Promise<number> {
    return this.endLease(dataset, number, owner, 2, isCounted)
  }

  /** The plan of a scan becomes the build; false when the build was ended meanwhile. */
  startBuilding(row: DatasetRow, scanned: Scanned): Promise<boolean> {
    const { id, project } = row
    return this.database.transaction(async manager => {
      const source = await this.linkSource(manager, row, scanned)
      const moved = await this.datasets.moveIn(manager, project, id, 'BUILDING', {})
      if (!moved) return false
      await manager.query(
        `UPDATE dataset SET source = $2, classes = $3, counts = $4, files_total = $5, rejected = $6, rejected_count = $7,
           validation_percent = $8, test_percent = $9, progress_at = now(), window_at = now(), window_done = 0 WHERE id = $1`,
        [
          id,
          source,
          scanned.classes,
          JSON.stringify(scanned.counts),
          scanned.filesTotal,
          JSON.stringify(scanned.rejected),
          scanned.rejectedCount,
          scanned.share.validationPercent,
          scanned.share.testPercent,
        ],
      )
      const slices = scanned.shards.map(({ split, index, start, end }, number) => [number, split, index, end - start])
      await manager.query(
        `INSERT INTO shard (project, dataset, number, split, index, planned)
         SELECT $1, $2, (s->>0)::int, s->>1, (s->>2)::int, (s->>3)::int FROM jsonb_array_elements($3::jsonb) AS s`,
        [project, id, JSON.stringify(slices)],
      )
      return true
    })
  }

  async shardDone(shard: ShardRow, made: { count: number; rejected: number; bytes: number; hash: string }) {
    await this.database.query(
      `UPDATE shard SET is_done = true, progress = planned, count = $3, rejected = $4, bytes = $5, hash = $6,
         lease_owner = NULL, lease_until = NULL WHERE dataset = $1 AND number = $2`,
      [shard.dataset, shard.number, made.count, made.rejected, made.bytes, made.hash],
    )
    await this.touch(shard.dataset)
  }

  shards(dataset: string): Promise<ShardRow[]> {
    return this.database.query('SELECT * FROM shard WHERE dataset = $1 ORDER BY number', [dataset])
  }

  finish(row: DatasetRow, finished: Finished): Promise<boolean> {
    const { id, project } = row
    return this.database.transaction(async manager => {
      const change = { rejected: finished.rejected, rejected_count: finished.rejectedCount }
      if (!(await this.datasets.moveIn(manager, project, id, 'READY', change))) return false
      await manager.query(
        'UPDATE dataset SET counts = $2, disk_bytes = $3, mean_pixel = $4, findings = $5 WHERE id = $1',
        [
          id,
          JSON.stringify(finished.counts),
          finished.diskBytes,
          finished.meanPixel,
          finished.findings && JSON.stringify(finished.findings),
        ],
      )
      for (const [number, first] of finished.firstImages)
        await manager.query('UPDATE shard SET first_image = $3 WHERE dataset = $1 AND number = $2', [id, number, first])
      return true
    })
  }

  projects(): Promise<{ id: string }[]> {
    return this.database.query('SELECT id FROM project')
  }

  /** Ids of datasets, sources and uploads of a project that have a row: whatever lies below another id belongs to nobody. */
  async owners(project: string): Promise<Set<string>> {
    const sql = `SELECT id FROM dataset WHERE project = $1 UNION ALL SELECT id FROM source WHERE project = $1
      UNION ALL SELECT id FROM upload WHERE project = $1`
    const rows: { id: string }[] = await this.database.query(sql, [project])
    return new Set(rows.map(({ id }) => id))
  }

  ready(project: string): Promise<{ id: string; project: string }[]> {
    return this.database.query(
      "SELECT id, project FROM dataset WHERE project = $1 AND state = 'READY' AND deleted_at IS NULL",
      [project],
    )
  }

  private async linkSource(manager: EntityManager, row: DatasetRow, { source, filesTotal }: Scanned): Promise<string> {
    // A source that was there before is held by the row since it was made.
    if (!('sha256' in source)) return source.id
    if (source.isNew) {
      await manager.query(
        `INSERT INTO source (id, project, folder, sha256, files, classes, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT DO NOTHING`,
        [source.id, row.project, row.folder, source.sha256, filesTotal, source.classes, JSON.stringify(source.bytes)],
      )
    }
    const sql = 'SELECT id FROM source WHERE project = $1 AND folder = $2 AND sha256 = $3 FOR KEY SHARE'
    const [linked] = await manager.query(sql, [row.project, row.folder, source.sha256])
    if (!linked) throw new Error('The source was removed with its last dataset while this scan found it')
    return linked.id
  }

  private async touch(dataset: string): Promise<void> {
    const done = '(SELECT coalesce(sum(progress), 0) FROM shard WHERE dataset = $1)'
    await this.database.query(
      `UPDATE dataset SET revision = revision + 1, progress_at = now(),
         window_done = CASE WHEN progress_at < now() - ${PAUSE} THEN ${done} ELSE window_done END,
         window_at = CASE WHEN progress_at < now() - ${PAUSE} THEN now() ELSE window_at END
       WHERE id = $1`,
      [dataset],
    )
  }

  private async endLease(id: string, number: number | undefined, owner: string, seconds: number, isCounted: boolean) {
    const [table, key] = number === undefined ? ['dataset', 'id = $1'] : ['shard', 'dataset = $1 AND number = $5']
    const values = [id, owner, isCounted ? 1 : 0, seconds, ...(number === undefined ? [] : [number])]
    const [rows] = await this.database.query(
      `UPDATE ${table} SET failures = failures + $3, lease_owner = NULL,
         lease_until = now() + make_interval(secs => $4::int * least(power(2, failures)::int, 15))
       WHERE ${key} AND lease_owner = $2 RETURNING failures`,
      values,
    )
    return (rows[0]?.failures as number | undefined) ?? 0
  }
}
