import { announceRow, LOGGER, type Logger, messageOf, REDIS } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'

/** At most four times a second a row. */
const PAUSE_MS = 250

/** Tells readers that a dataset's row has changed; what changes in between is told at the end of the pause. */
@Injectable()
export class Announcer {
  private readonly resting = new Map<string, { hasNews: boolean }>()

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  announce({ id, project }: { id: string; project: string }): void {
    const rest = this.resting.get(id)
    if (rest) {
      rest.hasNews = true
      return
    }
    const started = { hasNews: false }
    this.resting.set(id, started)
    setTimeout(() => {
      this.resting.delete(id)
      if (started.hasNews) this.announce({ id, project })
    }, PAUSE_MS).unref()
    announceRow(this.redis, { kind: 'dataset', id, project }).catch(error =>
      this.logger.debug({ error: messageOf(error) }, 'a change was not announced'),
    )
  }
}
