import {
  actingAsNobody,
  actorIfAny,
  LOGGER,
  type Logger,
  messageOf,
  ObjectStore,
  Outbox,
  Queues,
  Shutdown,
} from '@fovea/service-kit'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'
import { CacheClient } from '../launch/cache.client.js'
import { Neighbours } from '../neighbours/neighbours.client.js'
import { SnapshotRegistration } from '../snapshots/registration.service.js'
import { ReconcilerService } from './reconciler.service.js'
import { RunsRepository } from './runs.repository.js'
import { RunsService } from './runs.service.js'

const EVERY_MS = 5000
const PROJECT_FOLDER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/$/

/** What must become true in the end, whatever was lost on the way: snapshots registered, deleted runs removed, hidden models followed. */
@Injectable()
export class SweepService implements OnApplicationBootstrap {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private isDue = false
  private isClosed = false
  private comparedMs = 0

  constructor(
    private readonly database: DataSource,
    private readonly runs: RunsRepository,
    private readonly service: RunsService,
    private readonly registration: SnapshotRegistration,
    private readonly neighbours: Neighbours,
    private readonly store: ObjectStore,
    private readonly cache: CacheClient,
    private readonly outbox: Outbox,
    private readonly queues: Queues,
    private readonly reconciler: ReconcilerService,
    shutdown: Shutdown,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    shutdown.first(() => this.close())
  }

  onApplicationBootstrap(): void {
    this.queues.onFact('jobs', async ({ topic, project, id }) => {
      if (topic === 'model-deleted' || topic === 'model-restored')
        await this.service.follow(project, id, topic === 'model-deleted')
      if (topic === 'model-renamed') await this.service.followName(project, id)
      this.reconciler.kick()
    })
    this.outbox.start()
    this.reconciler.onSweepWanted(() => this.kick())
    this.timer = setInterval(() => this.kick(), EVERY_MS)
  }

  private kick(): void {
    this.isDue = true
    if (this.isClosed) return
    this.running ??= actingAsNobody(() => this.rounds()).finally(() => {
      this.running = undefined
    })
  }

  private async close(): Promise<void> {
    this.isClosed = true
    clearInterval(this.timer)
    await this.running
  }

  private async rounds(): Promise<void> {
    while (this.isDue && !this.isClosed) {
      this.isDue = false
      await this.step('snapshots wait to be registered', () => this.registration.perform())
      await this.step('models could not be asked for', () => this.followModels())
      await this.step('deleted runs wait to be removed', () => this.purge())
      await this.step('objects without a run were not looked for', () => this.removeStrays())
      await this.step('the cache was not tidied', () => this.cache.tidy())
    }
  }

  private async step(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.logger.warn({ error: messageOf(error) }, `${failure}; tried again in 5 s`)
    }
  }

  private async followModels(): Promise<void> {
    const rows = await this.runs.modelsToCheck()
    for (const project of new Set(rows.map(row => row.project))) {
      const asked = rows.filter(row => row.project === project)
      const ids = asked.map(row => row.model)
      const { models } = await this.neighbours.asService(project, () =>
        this.neighbours.models.getModels({ project, ids }),
      )
      for (const { model: id, names, is_hidden: isHidden, is_due: isDue } of asked) {
        const model = models.find(one => one.id === id)
        const isGone = !model || model.deleted
        if (isGone !== isHidden) await this.service.follow(project, id, isGone)
        if (model && names.some(name => name !== model.name)) await this.service.rename(project, id, model.name)
        if (!model && isDue) await this.runs.deleteAllOf(project, id)
      }
    }
  }

  /** What a worker was still sending when its run went. */
  private async removeStrays(): Promise<void> {
    const olderThanMs = this.config.FOVEA_STRAY_SECONDS * 1000
    if (Date.now() - this.comparedMs < olderThanMs) return
    this.comparedMs = Date.now()
    for await (const folder of this.store.folders()) {
      // The bucket may hold what is not ours.
      if (!PROJECT_FOLDER.test(folder)) continue
      const owners = await this.runs.ids(folder.slice(0, -1))
      const objects = await this.store.removeStrays(`${folder}runs/`, owners, olderThanMs)
      if (objects > 0) this.logger.warn({ objects, project: folder }, 'objects of runs that are gone are removed')
    }
  }

  private async purge(): Promise<void> {
    for (const run of await this.runs.purgeable()) {
      await this.store.removePrefix(`${run.project}/runs/${run.id}/`)
      await this.database.transaction(async manager => {
        await this.runs.remove(run, manager)
        await this.outbox.write(manager, 'run-deleted', run.project, run.id, actorIfAny()?.requestId ?? v7())
      })
      // Not waited for: Redis may be away, and the outbox sends again.
      void this.outbox.deliver()
    }
  }
}
