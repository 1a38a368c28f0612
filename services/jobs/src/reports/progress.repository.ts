import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { RunRow } from '../runs/run.entity.js'

/** What a report may say about a run besides its state. */
export const PROGRESS = [
  'iterations',
  'iterations_per_epoch',
  'iteration',
  'eta_seconds',
  'images_per_second',
  'train_loss',
  'val_loss',
  'val_accuracy',
  'val_balanced_accuracy',
  'gpu',
  'log_lines',
  'losses',
] as const satisfies readonly (keyof RunRow)[]

/** Column that shows the last value of a series. */
export const SHOWN: Record<
  string,
  'train_loss' | 'images_per_second' | 'val_loss' | 'val_accuracy' | 'val_balanced_accuracy'
> = {
  'train/loss': 'train_loss',
  'train/images-per-second': 'images_per_second',
  'val/loss': 'val_loss',
  'val/accuracy': 'val_accuracy',
  'val/balanced-accuracy': 'val_balanced_accuracy',
}

/** The part of a run's row that reports write, under the lock on that row. */
@Injectable()
export class ProgressRepository {
  async save(manager: EntityManager, run: RunRow): Promise<void> {
    const sets = PROGRESS.map((column, i) => `${column} = $${i + 2}`).join(', ')
    await manager.query(`UPDATE run SET ${sets}, revision = revision + 1 WHERE id = $1`, [
      run.id,
      ...PROGRESS.map(column => (column === 'gpu' && run.gpu ? JSON.stringify(run.gpu) : run[column])),
    ])
  }
}

/** Seconds left at the pace of this attempt, validation and saving included; null until a pace is known. */
export function etaSeconds(run: RunRow, since: { iteration: number; ms: number }, nowMs: number): number | null {
  const done = run.iteration - since.iteration
  const seconds = (nowMs - since.ms) / 1000
  return done > 0 && seconds >= 1 ? (seconds / done) * Math.max(0, run.iterations - run.iteration) : null
}
