import type { LogLine } from '@fovea/proto/jobs/v1/jobs'
import { announceRow, LOGGER, type Logger, REDIS, runChannel } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'
import type { SeriesPoints } from '../points/points.repository.js'
import { thin } from '../points/view.js'

/** At most four messages a second about a row or on a run's channel. */
const PACE_MS = 250
/** Values a series in one message; a page that wants more asks for a view. */
const MOST_VALUES = 500

interface Batch {
  supersedesFrom?: number
  points: Map<string, SeriesPoints>
  lines: LogLine[]
}

/** Tells browsers what has changed. Whoever misses it finds the same in the rows. */
@Injectable()
export class LivePublisher {
  private readonly batches = new Map<string, Batch>()
  private readonly rows = new Map<string, { isDue: boolean }>()

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Now, or, when it has just been said, at the end of the pause. */
  rowChanged(project: string, id: string): void {
    const paused = this.rows.get(id)
    if (paused) {
      paused.isDue = true
      return
    }
    const row = { isDue: false }
    this.rows.set(id, row)
    this.send(announceRow(this.redis, { kind: 'run', id, project }))
    setTimeout(() => {
      this.rows.delete(id)
      if (row.isDue) this.rowChanged(project, id)
    }, PACE_MS).unref()
  }

  superseded(run: string, fromIteration: number): void {
    const batch = this.batch(run)
    batch.supersedesFrom = Math.min(batch.supersedesFrom ?? fromIteration, fromIteration)
    batch.points.clear()
  }

  streamed(run: string, points: SeriesPoints[], lines: LogLine[]): void {
    if (points.length === 0 && lines.length === 0) return
    const batch = this.batch(run)
    for (const { series, iterations, values } of points) {
      const known = batch.points.get(series)
      const joined = known
        ? { iterations: known.iterations.concat(iterations), values: known.values.concat(values) }
        : { iterations, values }
      batch.points.set(series, { series, ...thin(joined.iterations, joined.values, MOST_VALUES) })
    }
    batch.lines.push(...lines)
  }

  private batch(run: string): Batch {
    const known = this.batches.get(run)
    if (known) return known
    const batch: Batch = { points: new Map(), lines: [] }
    this.batches.set(run, batch)
    setTimeout(() => {
      this.batches.delete(run)
      const { supersedesFrom, points, lines } = batch
      this.send(
        this.redis.publish(runChannel(run), JSON.stringify({ supersedesFrom, points: [...points.values()], lines })),
      )
    }, PACE_MS).unref()
    return batch
  }

  private send(sent: Promise<unknown>): void {
    sent.catch(error => this.logger.debug({ err: error }, 'a live message was not sent'))
  }
}
