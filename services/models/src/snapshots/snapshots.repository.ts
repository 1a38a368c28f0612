import type { Snapshot } from '@fovea/proto/models/v1/models'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, QueryFailedError } from 'typeorm'
import { v7 } from 'uuid'
import { isUuid } from '../uuid.js'
import { retain } from './retention.js'
import { SnapshotEntity } from './snapshot.entity.js'
import { toRow, toSnapshot } from './snapshot.mapper.js'

const FOREIGN_KEY_VIOLATION = '23503'

@Injectable()
export class SnapshotsRepository {
  constructor(
    private readonly database: DataSource,
    private readonly objects: ObjectStore,
  ) {}

  /** Keeps a snapshot and lets go what retention does not keep. Repeating it changes nothing. */
  async register(snapshot: Snapshot): Promise<Snapshot> {
    return this.database.transaction(async manager => {
      // One registration a run at a time: each looks at all the others.
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [snapshot.run])
      const id = await this.upsert(manager, snapshot)
      await this.retain(manager, snapshot)
      await manager.query('UPDATE model SET active_at = now() WHERE project = $1 AND id = $2', [
        snapshot.project,
        snapshot.model,
      ])
      const row = await manager.findOneBy(SnapshotEntity, { id })
      // An old one that comes late may be let go at once.
      return row ? toSnapshot(row) : { ...snapshot, id, weightsKey: '', stateKey: '', isBest: false, isNewest: false }
    })
  }

  /** Undefined when it is no longer there. */
  async pin(project: string, id: string, isPinned: boolean): Promise<Snapshot | undefined> {
    await this.database.manager.update(SnapshotEntity, { project, id }, { isPinned })
    return (await this.byIds(project, [id]))[0]
  }

  /** Deletes one snapshot, and lets another be the best in its place. */
  async delete({ project, run, id }: Snapshot): Promise<void> {
    await this.database.transaction(async manager => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [run])
      const row = await manager.findOneBy(SnapshotEntity, { project, id })
      if (!row) return
      await this.letGo(manager, { project, run, ids: [id] })
      await this.retain(manager, { project, run })
    })
  }

  async byIds(project: string, ids: string[]): Promise<Snapshot[]> {
    const known = ids.filter(isUuid)
    if (known.length === 0) return []
    const found = await this.database.manager.findBy(SnapshotEntity, { project, id: In(known) })
    const rows = new Map(found.map(row => [row.id, row]))
    return ids.flatMap(id => rows.get(id.toLowerCase()) ?? []).map(toSnapshot)
  }

  async ofRuns(project: string, runs: string[]): Promise<Snapshot[]> {
    const known = runs.filter(isUuid)
    if (known.length === 0) return []
    const where = { project, run: In(known) }
    return (await this.database.manager.find(SnapshotEntity, { where, order: { iteration: 'ASC' } })).map(toSnapshot)
  }

  /** Every run that has snapshots, by project. */
  async runs(): Promise<Map<string, string[]>> {
    const rows: { project: string; runs: string[] }[] = await this.database.query(
      'SELECT project, array_agg(DISTINCT run)::text[] AS runs FROM snapshot GROUP BY project',
    )
    return new Map(rows.map(({ project, runs }) => [project, runs]))
  }

  /** Drops the rows of a run; its objects go by prefix, with the run. */
  async forgetRun(project: string, run: string): Promise<void> {
    if (isUuid(run)) await this.database.manager.delete(SnapshotEntity, { project, run })
  }

  /** Removes the objects that retention let go; safe to repeat, and to run in two replicas. */
  async removeDoomed(): Promise<number> {
    return this.database.transaction(async manager => {
      const [rows]: [{ key: string }[]] = await manager.query(
        `DELETE FROM doomed_object WHERE key IN (SELECT key FROM doomed_object LIMIT 200 FOR UPDATE SKIP LOCKED) RETURNING key`,
      )
      await this.objects.remove(rows.map(({ key }) => key))
      return rows.length
    })
  }

  private async upsert(manager: EntityManager, snapshot: Snapshot): Promise<string> {
    const { project, run, iteration } = snapshot
    // The same iteration comes again after a resume: what was let go of it before is there again.
    await manager.query('DELETE FROM doomed_object WHERE key = ANY($1)', [[snapshot.weightsKey, snapshot.stateKey]])
    const known = await manager.findOneBy(SnapshotEntity, { project, run, iteration: `${iteration}` })
    const id = known?.id ?? (isUuid(snapshot.id) ? snapshot.id : v7())
    if (known) {
      await manager.update(SnapshotEntity, { id }, toRow(snapshot))
      return id
    }
    try {
      await manager.insert(SnapshotEntity, { ...toRow(snapshot), id, createdAt: snapshot.createdAt ?? new Date() })
    } catch (error) {
      if (!(error instanceof QueryFailedError) || error.driverError.code !== FOREIGN_KEY_VIOLATION) throw error
      throw new AppError('not-found', `The model of run ${run} is deleted; its snapshots are no longer kept.`)
    }
    return id
  }

  /** Gives the flags anew and lets go what retention does not keep. */
  private async retain(manager: EntityManager, { project, run }: { project: string; run: string }): Promise<void> {
    const rows = await manager.findBy(SnapshotEntity, { project, run })
    const by = rows.find(({ bestBy }) => bestBy)?.bestBy
    const kept = retain(
      rows.map(row => ({ ...row, iteration: Number(row.iteration) })),
      by ?? undefined,
    )
    const ofRun = 'project = $1 AND run = $2'
    const withState = [...kept.withState]
    await manager.query(
      `INSERT INTO doomed_object (key)
         SELECT state_key FROM snapshot WHERE ${ofRun} AND state_key <> '' AND NOT id = ANY($3) ON CONFLICT DO NOTHING`,
      [project, run, withState],
    )
    await this.letGo(manager, { project, run, ids: kept.gone })
    await manager.query(
      `UPDATE snapshot SET is_best = (id = $3), is_newest = (id = $4),
         state_key = CASE WHEN id = ANY($5) THEN state_key ELSE '' END WHERE ${ofRun}`,
      [project, run, kept.best, kept.newest, withState],
    )
  }

  /** The rows go now; their objects are written down to be removed. */
  private async letGo(manager: EntityManager, of: { project: string; run: string; ids: string[] }): Promise<void> {
    await manager.query(
      `WITH gone AS (DELETE FROM snapshot WHERE project = $1 AND run = $2 AND id = ANY($3) RETURNING weights_key, state_key)
       INSERT INTO doomed_object (key) SELECT key FROM gone, unnest(ARRAY[weights_key, state_key]) AS key WHERE key <> ''
       ON CONFLICT DO NOTHING`,
      [of.project, of.run, of.ids],
    )
  }
}
