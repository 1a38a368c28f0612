import { LOGGER, type Logger, messageOf, Outbox, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { Builds } from './builds.service.js'
import { Tidy } from './tidy.service.js'

const EVERY_MS = 2000

/** Brings about again what a crash or a lost message left undone; each part may run at any time, in any replica. */
@Injectable()
export class Sweep implements OnApplicationBootstrap {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private comparedMs = 0

  constructor(
    private readonly builds: Builds,
    private readonly tidy: Tidy,
    private readonly outbox: Outbox,
    private readonly shutdown: Shutdown,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.outbox.start()
    this.shutdown.first(() => this.stop())
    this.timer = setInterval(() => this.start(), EVERY_MS)
    this.start()
  }

  private start(): void {
    this.running ??= this.sweep(Date.now()).finally(() => {
      this.running = undefined
    })
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  private async sweep(now: number): Promise<void> {
    await this.attempt('builds', () => this.builds.resume())
    await this.attempt('objects of ended builds', () => this.tidy.ended())
    await this.attempt('deleted datasets', () => this.tidy.deleted())
    await this.attempt('unused uploads', () => this.tidy.unused())
    if (now - this.comparedMs < this.config.FOVEA_STRAY_SECONDS * 1000) return
    this.comparedMs = now
    await this.attempt('rows against objects', () => this.tidy.compare())
  }

  private async attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.logger.warn({ what, error: messageOf(error) }, 'a sweep did not finish; it is tried again')
    }
  }
}
