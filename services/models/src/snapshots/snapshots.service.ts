import type { Refs } from '@fovea/proto/common/v1/common'
import type { ListSnapshotsRequest, Snapshot, SnapshotList } from '@fovea/proto/models/v1/models'
import { AppError, announceRow, LOGGER, type Logger, messageOf, REDIS } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'
import { isUuid } from '../uuid.js'
import { SnapshotsRepository } from './snapshots.repository.js'

@Injectable()
export class SnapshotsService {
  constructor(
    private readonly snapshots: SnapshotsRepository,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async register(snapshot: Snapshot): Promise<Snapshot> {
    const { project, run, model, iteration } = snapshot
    if (!isUuid(run) || !isUuid(model) || !(iteration >= 0)) {
      throw new AppError('invalid', 'A snapshot names its run, its model and its iteration.')
    }
    const kept = await this.snapshots.register(snapshot)
    announceRow(this.redis, { kind: 'snapshot', id: kept.id, project }).catch(error =>
      this.logger.warn({ err: error, snapshot: kept.id }, 'a snapshot was not announced'),
    )
    await this.removeDoomed()
    return kept
  }

  async get({ project, ids }: Refs): Promise<SnapshotList> {
    return { snapshots: await this.snapshots.byIds(project, ids) }
  }

  async list({ project, runs }: ListSnapshotsRequest): Promise<SnapshotList> {
    return { snapshots: await this.snapshots.ofRuns(project, runs) }
  }

  forgetRun(project: string, run: string): Promise<void> {
    return this.snapshots.forgetRun(project, run)
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
