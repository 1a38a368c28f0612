import { timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ACTOR_KEY } from '@fovea/service-kit'
import { Controller, ForbiddenException, Headers, HttpCode, Inject, Post } from '@nestjs/common'
import { ReconcilerService } from './reconciler.service.js'
import { RunsService } from './runs.service.js'

/** How long running training may take to save. */
const LIMIT_MS = 60_000

/** For whoever stops the whole platform; a restart of this service alone leaves training as it is. */
@Controller()
export class DrainController {
  constructor(
    private readonly runs: RunsService,
    private readonly reconciler: ReconcilerService,
    @Inject(ACTOR_KEY) private readonly key: string,
  ) {}

  /** Starts nothing more, stops what trains, and answers when all have saved and no process is left, or after a minute. */
  @Post('drain')
  @HttpCode(200)
  async drain(@Headers('x-fovea-key') given = '') {
    const [expected, offered] = [Buffer.from(this.key), Buffer.from(given)]
    if (expected.length !== offered.length || !timingSafeEqual(expected, offered)) throw new ForbiddenException()
    this.reconciler.isDraining = true
    const stopped = await this.runs.shutDown()
    const end = Date.now() + LIMIT_MS
    while ((await this.reconciler.processes()) > 0 && Date.now() < end) {
      await sleep(100)
      this.reconciler.kick()
      // One that was just being started when the drain began.
      await this.runs.shutDown()
    }
    await this.reconciler.settle()
    return { stopped, left: await this.reconciler.processes() }
  }
}
