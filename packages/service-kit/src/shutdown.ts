import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { Logger } from './logger.js'
import { LOGGER } from './tokens.js'

type Closer = () => unknown

/** The order of ending: what takes work in first, what others stand on last. Nest's own hooks have no order between providers. */
@Injectable()
export class Shutdown implements OnApplicationShutdown {
  private readonly early: Closer[] = []
  private readonly late: Closer[] = []

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  first(close: Closer): void {
    this.early.push(close)
  }

  last(close: Closer): void {
    this.late.push(close)
  }

  async onApplicationShutdown(): Promise<void> {
    for (const close of [...this.early, ...this.late]) {
      try {
        await close()
      } catch (error) {
        this.logger.warn({ err: error }, 'a part did not close')
      }
    }
  }
}
