import { BuildStep } from '@fovea/proto/queue/v1/queue'
import { actingAs, actingAsNobody, LOGGER, type Logger, Outbox, Queues, serviceActor } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { Announcer } from '../datasets/announcer.publisher.js'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import { BuildsRepository, type LiveBuild } from './builds.repository.js'
import { Encode } from './encode.service.js'
import { faultOf, MOST_FAILURES } from './fault.js'
import { Finish } from './finish.service.js'
import { Leases, Stopped } from './leases.service.js'
import { Scan } from './scan.service.js'
import { Tidy } from './tidy.service.js'

export const BUILD_QUEUE = 'datasets'
/** Encode steps of one build that wait at once: more would only keep other builds waiting. */
const WAITING_SHARDS = 16

type Step = Omit<BuildStep, 'actor'>

/** Builds go on by rows: whatever a row says should be going on is put into the queue, as often as it takes. */
@Injectable()
export class Builds {
  constructor(
    private readonly repository: BuildsRepository,
    private readonly datasets: DatasetsRepository,
    private readonly leases: Leases,
    private readonly scan: Scan,
    private readonly encode: Encode,
    private readonly finish: Finish,
    private readonly tidy: Tidy,
    private readonly queues: Queues,
    private readonly outbox: Outbox,
    private readonly announcer: Announcer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Puts the next steps of a build into the queue without waiting for it; the sweep does what this cannot. */
  nudge(row: DatasetRow): void {
    actingAsNobody(() => this.advance(row)).catch(error =>
      this.logger.warn({ dataset: row.id, err: error }, 'a build waits for the sweep'),
    )
  }

  /** Harmless to repeat. */
  private async advance({ id }: { id: string }): Promise<void> {
    for (const build of await this.repository.live(id)) await this.enqueue(build)
  }

  /** The sweep: goes on with every build whose step nobody works on. */
  async resume(): Promise<void> {
    for (const owner of await this.repository.leaseOwners())
      if (this.leases.isDead(owner)) await this.repository.releaseAll(owner)
    for (const build of await this.repository.live()) await this.enqueue(build)
  }

  /** Ends what this process does for a build that was just aborted or deleted, and removes its objects unless it can be restored. */
  async stop(row: DatasetRow): Promise<void> {
    await this.leases.stop(row.id)
    const now = await this.datasets.get(row.project, row.id)
    if (now?.state === 'ABORTED') await this.tidy.one(now)
  }

  /** One step from the queue. */
  async perform(step: Step): Promise<void> {
    // The sweep of the next process finds it again.
    if (this.leases.isClosing) return
    const { project, dataset, shard } = step
    if (step.step === 'scan') await this.performWhole(project, dataset, 'scan')
    else if (step.step === 'finish') await this.performWhole(project, dataset, 'finish')
    else if (step.step === 'encode') await this.performShard(project, dataset, shard)
    else this.logger.error({ step: step.step }, 'a step of an unknown kind was thrown away')
    await this.advance({ id: dataset })
    this.announcer.announce({ id: dataset, project })
    void this.outbox.deliver()
  }

  private async performWhole(project: string, id: string, step: 'scan' | 'finish'): Promise<void> {
    const owner = this.leases.newOwner()
    const [from, to] = step === 'scan' ? (['QUEUED', 'SCANNING'] as const) : (['FINISHING', 'FINISHING'] as const)
    const row = await this.repository.claimDataset(project, id, [from, to], to, owner)
    if (!row) return
    this.announcer.announce(row)
    await this.guard(row, undefined, owner, () =>
      this.leases.keep(
        id,
        () => this.repository.renewDataset(id, owner),
        signal => this[step].perform(row, signal),
      ),
    )
  }

  private async performShard(project: string, id: string, number: number): Promise<void> {
    const owner = this.leases.newOwner()
    const shard = await this.repository.claimShard(project, id, number, owner)
    const row = shard && (await this.datasets.get(project, id))
    if (!shard || !row) return
    let progress = 0
    const renew = () => {
      this.announcer.announce(row)
      return this.repository.renewShard(id, number, owner, progress)
    }
    const onProgress = (done: number) => {
      progress = done
    }
    await this.guard(row, number, owner, () =>
      this.leases.keep(id, renew, signal => this.encode.perform(row, shard, signal, onProgress)),
    )
  }

  /** Decides what a failure of a step means: go on later, or end the build with a reason. */
  private async guard(
    row: DatasetRow,
    shard: number | undefined,
    owner: string,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work()
      await this.repository.yieldStep(row.id, shard, owner)
    } catch (error) {
      if (error instanceof Stopped || (error as { code?: string }).code === 'CANCELLED') {
        await this.repository.yieldStep(row.id, shard, owner)
        return
      }
      const { verdict, reason, remedy } = faultOf(error)
      this.logger.warn({ dataset: row.id, shard, verdict, err: error }, 'a step of a build failed')
      const failures = await this.repository.failStep(row.id, shard, owner, verdict === 'count')
      if (verdict === 'stop' || failures >= MOST_FAILURES) await this.fail(row, reason, remedy)
    }
  }

  private async fail(row: DatasetRow, reason: string, remedy: string): Promise<void> {
    if (await this.datasets.move(row.project, row.id, 'FAILED', { reason, remedy })) await this.leases.stop(row.id)
    this.logger.warn({ dataset: row.id, reason, prefix: datasetPrefix(row) }, 'a build failed')
  }

  private async enqueue(build: LiveBuild): Promise<void> {
    const { id, state, attempts, is_leased } = build
    if (state === 'BUILDING') {
      const { open, due } = await this.repository.shardsDue(id, WAITING_SHARDS)
      for (const shard of due)
        await this.add(build, 'encode', shard.number, `${id}-encode${shard.number}-${shard.attempts}`)
      // No shard is open any more: the last one was this process's, or its process died right after it.
      if (open > 0 || !(await this.datasets.move(build.project, id, 'FINISHING'))) return
      await this.add(build, 'finish', 0, `${id}-finish-${attempts}`)
    } else if (!is_leased) {
      const step = state === 'FINISHING' ? 'finish' : 'scan'
      await this.add(build, step, 0, `${id}-${step}-${attempts}`)
    }
  }

  /** On behalf of the service, within the request that made the dataset. */
  private add({ id, project, request_id }: LiveBuild, step: string, shard: number, jobId: string): Promise<void> {
    return actingAs(serviceActor('datasets', project, request_id), () =>
      this.queues.add(BUILD_QUEUE, BuildStep, { project, dataset: id, step, shard }, jobId),
    )
  }
}
