import { actingAs, LOGGER, type Logger, messageOf, Outbox, Queues, Shutdown, serviceActor } from '@fovea/service-kit'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { v7 } from 'uuid'
import { InitialService } from './initial/initial.service.js'
import { DatasetsClient } from './models/datasets.client.js'
import { GRACE_MS, ModelsRepository } from './models/models.repository.js'
import { ModelsService } from './models/models.service.js'
import { JobsClient } from './snapshots/jobs.client.js'
import { SnapshotsRepository } from './snapshots/snapshots.repository.js'

const EVERY_MS = 5_000
const RUNS_EVERY_MS = 60_000

/** Brings about again what a crash or a lost message left undone; each step may run at any time, in any replica. */
@Injectable()
export class SweepService implements OnApplicationBootstrap {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private runsLookedAt = 0
  /** When a run was first found to be unknown; one that is only being restored is back before its minute is over. */
  private readonly unknownSince = new Map<string, number>()

  constructor(
    private readonly models: ModelsRepository,
    private readonly names: ModelsService,
    private readonly snapshots: SnapshotsRepository,
    private readonly datasets: DatasetsClient,
    private readonly initial: InitialService,
    private readonly jobs: JobsClient,
    private readonly outbox: Outbox,
    private readonly queues: Queues,
    private readonly shutdown: Shutdown,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.outbox.start()
    this.queues.onFact('models', async ({ topic, project, id }) => {
      if (topic === 'run-deleted') await this.snapshots.forgetRun(project, id)
      if (topic === 'model-renamed') await this.names.followName(project, id)
    })
    this.timer = setInterval(() => this.start(), EVERY_MS)
    this.shutdown.first(() => this.stop())
  }

  private start(): void {
    this.running ??= this.sweep().finally(() => {
      this.running = undefined
    })
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  private async sweep(): Promise<void> {
    await this.attempt('deleted models', () => this.purgeModels())
    await this.attempt('holds without a model', () => this.releaseHolds())
    await this.attempt('objects of old snapshots', () => this.snapshots.removeDoomed())
    await this.attempt('snapshots of deleted runs', () => this.forgetRuns(Date.now()))
  }

  private async attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.logger.warn({ what, error: messageOf(error) }, 'a sweep did not finish; it is tried again')
    }
  }

  private async purgeModels(): Promise<void> {
    for (const { id, project } of await this.models.purgeHidden())
      this.logger.info({ model: id, project }, 'a model is purged')
  }

  private async releaseHolds(): Promise<void> {
    for (const hold of await this.models.staleHolds()) {
      await this.as(hold.project, () => this.datasets.release(hold))
      await this.initial.remove(hold.project, hold.model)
      await this.models.forgetHold(hold.model)
    }
  }

  private async forgetRuns(now: number): Promise<void> {
    if (now - this.runsLookedAt < RUNS_EVERY_MS) return
    this.runsLookedAt = now
    for (const [project, runs] of await this.snapshots.runs()) {
      const unknown = new Set(await this.as(project, () => this.jobs.unknown(project, runs)))
      for (const run of runs) {
        if (!unknown.has(run)) this.unknownSince.delete(run)
        else if (!this.unknownSince.has(run)) this.unknownSince.set(run, now)
        else if (now - (this.unknownSince.get(run) ?? now) > GRACE_MS) {
          await this.snapshots.forgetRun(project, run)
          this.unknownSince.delete(run)
        }
      }
    }
  }

  private as<T>(project: string, work: () => Promise<T>): Promise<T> {
    return actingAs(serviceActor('models', project, v7()), work)
  }
}
