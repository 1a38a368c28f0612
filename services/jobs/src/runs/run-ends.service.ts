import { type Ended, Outcome } from '@fovea/proto/jobs/v1/worker'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { AttemptsRepository } from '../launch/attempts.repository.js'
import { backOffSeconds, type Failure, lostForGood, MOST_LOSSES } from '../launch/failure.js'
import type { RunRow } from './run.entity.js'
import { RunsRepository } from './runs.repository.js'

/** How an attempt ends, and where that takes its run. Everything happens in the caller's transaction. */
@Injectable()
export class RunEndsService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly attempts: AttemptsRepository,
  ) {}

  /** The worker has told its end. */
  async told(manager: EntityManager, run: RunRow, attempt: string, end: Ended): Promise<void> {
    await this.attempts.end(manager, attempt)
    if (end.outcome === Outcome.SUCCEEDED && run.stop_to !== 'ABORTED') {
      await this.runs.move(run, 'SUCCEEDED', end.message || 'finished', { stop_to: null }, manager)
    } else if (run.state === 'STOPPING') {
      await this.arrive(manager, run)
    } else if (end.outcome === Outcome.STOPPED || end.outcome === Outcome.ABORTED) {
      await this.runs.move(run, 'QUEUED', 'stopped from outside; goes on from its saved state', { device: '' }, manager)
    } else if (end.failure === 'lost' || end.outcome !== Outcome.FAILED) {
      await this.lose(manager, run, end.message, '')
    } else {
      await this.fail(manager, run, { failure: end.failure || 'internal', reason: end.message, remedy: end.remedy })
    }
  }

  /** The process is gone without a word, in a run that should go on. */
  async lost(manager: EntityManager, run: RunRow, attempt: string, reason: string, words: string): Promise<void> {
    await this.attempts.end(manager, attempt)
    await this.lose(manager, run, reason, words)
  }

  /** The process of a run that is being stopped is gone. */
  async settled(manager: EntityManager, run: RunRow, attempt: string): Promise<void> {
    await this.attempts.end(manager, attempt)
    await this.arrive(manager, run)
  }

  async fail(manager: EntityManager, run: RunRow, { failure, reason, remedy }: Failure): Promise<void> {
    await this.runs.move(run, 'FAILED', reason, { failure, remedy, stop_to: null }, manager)
  }

  /** Why it was stopped is why it is where it is. */
  private async arrive(manager: EntityManager, run: RunRow): Promise<void> {
    const to = run.stop_to ?? 'PAUSED'
    await this.runs.move(run, to, run.reason, { stop_to: null, device: '' }, manager)
  }

  private async lose(manager: EntityManager, run: RunRow, reason: string, words: string): Promise<void> {
    const losses = run.losses + 1
    if (losses >= MOST_LOSSES) return this.fail(manager, run, lostForGood(losses, reason, words))
    const seconds = backOffSeconds(losses)
    const changes = { losses, not_before: new Date((await this.runs.now(manager)) + seconds * 1000), device: '' }
    const why = reason || 'its process ended before its first report'
    await this.runs.move(run, 'QUEUED', `attempt ${run.attempts} was lost: ${why}`, changes, manager)
  }
}
