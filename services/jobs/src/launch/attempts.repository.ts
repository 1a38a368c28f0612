import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import type { AttemptRow, RunRow } from '../runs/run.entity.js'

/** Rows of attempts. Whoever writes one holds the lock on its run's row, so that two never wait for each other. */
@Injectable()
export class AttemptsRepository {
  constructor(private readonly database: DataSource) {}

  async insert(manager: EntityManager, run: RunRow, id: string, device: string, address: string): Promise<void> {
    await manager.query(
      'INSERT INTO attempt (id, project, run, number, device, address) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, run.project, run.id, run.attempts + 1, device, address],
    )
  }

  async byIds(ids: string[]): Promise<(AttemptRow & { run_name: string })[]> {
    return this.database.query(
      'SELECT attempt.*, run.name AS run_name FROM attempt JOIN run ON run.id = attempt.run WHERE attempt.id = ANY($1::uuid[])',
      [ids],
    )
  }

  /** The attempt with its run, whose row stays locked to the end of the transaction. */
  async lock(manager: EntityManager, id: string): Promise<{ attempt: AttemptRow; run: RunRow } | undefined> {
    const [run]: RunRow[] = await manager.query(
      'SELECT * FROM run WHERE id = (SELECT run FROM attempt WHERE id = $1) FOR UPDATE',
      [id],
    )
    const [attempt]: AttemptRow[] = await manager.query('SELECT * FROM attempt WHERE id = $1', [id])
    return run && attempt ? { attempt, run } : undefined
  }

  async end(manager: EntityManager, id: string): Promise<void> {
    await manager.query(
      `WITH held AS (SELECT id FROM run WHERE id = (SELECT run FROM attempt WHERE id = $1) FOR UPDATE)
       UPDATE attempt SET ended_at = coalesce(ended_at, clock_timestamp()) FROM held WHERE attempt.id = $1 AND attempt.run = held.id`,
      [id],
    )
  }

  async save(manager: EntityManager, attempt: AttemptRow): Promise<void> {
    await manager.query(
      `UPDATE attempt SET incarnation = $2, past_incarnations = $3, acknowledged = $4, started_iteration = $5, log_bytes = $6,
        started_at = CASE WHEN $5::int IS NULL THEN NULL ELSE coalesce(started_at, clock_timestamp()) END, seen_at = clock_timestamp()
       WHERE id = $1`,
      [
        attempt.id,
        attempt.incarnation,
        attempt.past_incarnations,
        attempt.acknowledged,
        attempt.started_iteration,
        attempt.log_bytes,
      ],
    )
  }
}
