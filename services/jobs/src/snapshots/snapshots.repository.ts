import type { SnapshotReady } from '@fovea/proto/jobs/v1/worker'
import type { BestBy } from '@fovea/proto/models/v1/models'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { v7 } from 'uuid'
import type { RunRow } from '../runs/run.entity.js'

export interface SnapshotFile {
  name: string
  sha256: string
  bytes: number
}

export interface SnapshotRow {
  id: string
  project: string
  run: string
  iteration: number
  attempt: string
  epoch: number
  files: SnapshotFile[]
  val_loss: number | null
  val_accuracy: number | null
  val_balanced_accuracy: number | null
  made_at: Date
  uploaded_at: Date | null
}

/** With what its run says about it. */
export type UnregisteredRow = SnapshotRow & { model: string; onnx_key: string; best_by: BestBy | null }

/** What the workers have uploaded: the truth for resuming, whatever the models service knows yet. */
@Injectable()
export class SnapshotsRepository {
  constructor(private readonly database: DataSource) {}

  /** An attempt may save an iteration again at which an earlier one stopped; until it is uploaded again it is not there. */
  async ready(manager: EntityManager, run: RunRow, attempt: string, snapshot: SnapshotReady): Promise<void> {
    await manager.query(
      `INSERT INTO snapshot_upload (id, project, run, iteration, attempt, epoch, files, val_loss, val_accuracy, val_balanced_accuracy)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (run, iteration) DO UPDATE SET attempt = EXCLUDED.attempt, files = EXCLUDED.files, val_loss = EXCLUDED.val_loss,
         val_accuracy = EXCLUDED.val_accuracy, val_balanced_accuracy = EXCLUDED.val_balanced_accuracy,
         uploaded_at = NULL, registered_at = NULL`,
      [
        v7(),
        run.project,
        run.id,
        snapshot.iteration,
        attempt,
        snapshot.epoch,
        JSON.stringify(snapshot.files),
        snapshot.valLoss ?? null,
        snapshot.valAccuracy ?? null,
        snapshot.valBalancedAccuracy ?? null,
      ],
    )
  }

  async uploaded(manager: EntityManager, run: string, iteration: number): Promise<void> {
    await manager.query(
      'UPDATE snapshot_upload SET uploaded_at = clock_timestamp() WHERE run = $1 AND iteration = $2 AND uploaded_at IS NULL',
      [run, iteration],
    )
  }

  async supersede(manager: EntityManager, run: string, iteration: number): Promise<void> {
    await manager.query('DELETE FROM snapshot_upload WHERE run = $1 AND iteration > $2', [run, iteration])
  }

  /** Snapshots that an attempt has announced and not yet uploaded. */
  async waiting(attempt: { id: string; run: string }): Promise<SnapshotRow[]> {
    return this.database.query(
      'SELECT * FROM snapshot_upload WHERE run = $1 AND attempt = $2 AND uploaded_at IS NULL ORDER BY iteration',
      [attempt.run, attempt.id],
    )
  }

  async filesOf(run: string, iteration: number): Promise<SnapshotFile[]> {
    const rows = await this.database.query('SELECT files FROM snapshot_upload WHERE run = $1 AND iteration = $2', [
      run,
      iteration,
    ])
    return rows[0]?.files ?? []
  }

  /** Newest first. */
  async uploadedOf(run: string): Promise<SnapshotRow[]> {
    return this.database.query(
      'SELECT * FROM snapshot_upload WHERE run = $1 AND uploaded_at IS NOT NULL ORDER BY iteration DESC',
      [run],
    )
  }

  async unregistered(): Promise<UnregisteredRow[]> {
    return this.database.query(
      `SELECT snapshot_upload.*, run.model, run.onnx_key, run.solver->>'bestBy' AS best_by FROM snapshot_upload JOIN run ON run.id = snapshot_upload.run
       WHERE uploaded_at IS NOT NULL AND registered_at IS NULL AND run.deleted_at IS NULL ORDER BY run, iteration LIMIT 50`,
    )
  }

  /** Unless it has been announced anew in the meantime. */
  async registered(row: SnapshotRow): Promise<void> {
    await this.database.query(
      `UPDATE snapshot_upload SET registered_at = clock_timestamp() WHERE run = $1 AND iteration = $2
       AND date_trunc('milliseconds', uploaded_at) = $3`,
      [row.run, row.iteration, row.uploaded_at],
    )
  }
}
