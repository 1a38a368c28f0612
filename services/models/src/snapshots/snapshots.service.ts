import type { Ref, Refs } from '@fovea/proto/common/v1/common'
import type {
  ListSnapshotsRequest,
  PinSnapshotRequest,
  Snapshot,
  SnapshotList,
  SnapshotResult,
} from '@fovea/proto/models/v1/models'
import { AppError, announceRow, LOGGER, type Logger, messageOf, REDIS } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'
import { asRefusal } from '../models/refusals.js'
import { isUuid } from '../uuid.js'
import { JobsClient } from './jobs.client.js'
import { isStillNeeded, snapshotGone } from './refusals.js'
import { SnapshotsRepository } from './snapshots.repository.js'

@Injectable()
export class SnapshotsService {
  constructor(
    private readonly snapshots: SnapshotsRepository,
    private readonly jobs: JobsClient,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async register(snapshot: Snapshot): Promise<Snapshot> {
    const { project, run, model, iteration } = snapshot
    if (!isUuid(run) || !isUuid(model) || !(iteration >= 0)) {
      throw new AppError('invalid', 'A snapshot names its run, its model and its iteration.')
    }
    const kept = await this.snapshots.register(snapshot)
    this.announce(project, kept.id)
    await this.removeDoomed()
    return kept
  }

  async get({ project, ids }: Refs): Promise<SnapshotList> {
    return { snapshots: await this.snapshots.byIds(project, ids) }
  }

  async list({ project, runs }: ListSnapshotsRequest): Promise<SnapshotList> {
    return { snapshots: await this.snapshots.ofRuns(project, runs) }
  }

  async pin({ project, id, isPinned }: PinSnapshotRequest): Promise<SnapshotResult> {
    const snapshot = isUuid(id) ? await this.snapshots.pin(project, id, isPinned) : undefined
    if (!snapshot) return asRefusal(snapshotGone)
    this.announce(project, id)
    return asSnapshot(snapshot)
  }

  /** Answers what it was. A run that may still go on keeps its newest: it goes on from there. */
  async delete({ project, id }: Ref): Promise<SnapshotResult> {
    const [snapshot] = await this.snapshots.byIds(project, [id])
    if (!snapshot) return asRefusal(snapshotGone)
    const live = snapshot.isNewest ? await this.jobs.liveName(project, snapshot.run) : undefined
    if (live) return asRefusal(isStillNeeded(live))
    await this.snapshots.delete(snapshot)
    this.announce(project, id)
    await this.removeDoomed()
    return asSnapshot(snapshot)
  }

  forgetRun(project: string, run: string): Promise<void> {
    return this.snapshots.forgetRun(project, run)
  }

  /** Not waited for: the row is safe, and Redis may be away. */
  private announce(project: string, id: string): void {
    announceRow(this.redis, { kind: 'snapshot', id, project }).catch(error =>
      this.logger.warn({ err: error, snapshot: id }, 'a change of a snapshot was not announced'),
    )
  }

  /** What the store does not remove now, the sweep removes later. */
  private async removeDoomed(): Promise<void> {
    try {
      await this.snapshots.removeDoomed()
    } catch (error) {
      this.logger.warn({ error: messageOf(error) }, 'objects of old snapshots wait for removal')
    }
  }
}

const asSnapshot = (value: Snapshot): SnapshotResult => ({ result: { $case: 'snapshot', value } })
