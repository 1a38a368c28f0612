import { LOGGER, type Logger, messageOf, ObjectStore, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'

const HOUR_MS = 3_600_000
const EVERY_MS = HOUR_MS / 6

/** What lies below a project for a while only. */
const LIFETIMES = { 'uploads/': 24 * HOUR_MS, 'classifications/': HOUR_MS }

/** Removes uploads and seen pictures whose time is over; safe in any number of replicas. */
@Injectable()
export class SweepService implements OnApplicationBootstrap {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<unknown> | undefined

  constructor(
    private readonly store: ObjectStore,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly shutdown: Shutdown,
  ) {}

  onApplicationBootstrap(): void {
    const start = () => {
      this.running = this.sweep(Date.now()).catch(error =>
        this.logger.warn({ error: messageOf(error) }, 'old uploads are not swept; it is tried again'),
      )
    }
    start()
    this.timer = setInterval(start, EVERY_MS)
    this.shutdown.first(() => this.stop())
  }

  /** Removes what is too old at `nowMs` and answers how many objects that was. */
  async sweep(nowMs: number): Promise<number> {
    let removed = 0
    for await (const project of this.store.folders()) {
      for (const [kind, lifetimeMs] of Object.entries(LIFETIMES)) {
        const old: string[] = []
        for await (const { key, modifiedAt } of this.store.list(project + kind)) {
          if (nowMs - modifiedAt.getTime() > lifetimeMs) old.push(key)
        }
        await this.store.remove(old)
        removed += old.length
      }
    }
    return removed
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }
}
