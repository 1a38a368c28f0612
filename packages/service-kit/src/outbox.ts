import type { DataSource, EntityManager } from 'typeorm'
import { actingAsNobody } from './context.js'
import type { Logger } from './logger.js'
import { outboxWaiting } from './metrics.js'
import type { Queues } from './queues.js'

/** Services that want each topic; a fact is delivered to the queue `facts-<service>` of each. */
export const SUBSCRIBERS = {
  'dataset-ready': ['jobs'],
  'dataset-failed': ['jobs'],
  'model-deleted': ['datasets', 'jobs'],
  'model-restored': ['jobs'],
  'model-renamed': ['models', 'jobs'],
  'run-deleted': ['models'],
} as const satisfies Record<string, readonly string[]>

export type Topic = keyof typeof SUBSCRIBERS

/** DDL of the outbox table, for the first migration of a service that writes facts. */
export const OUTBOX_TABLE = `CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project uuid NOT NULL,
  topic text NOT NULL,
  subject uuid NOT NULL,
  request_id text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
)`

interface Row {
  id: string
  project: string
  topic: Topic
  subject: string
  request_id: string
}

/** Facts leave with the transaction that made them true: written beside the change, delivered afterwards at least once. */
export class Outbox {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  constructor(
    private readonly database: DataSource,
    private readonly queues: Queues,
    private readonly logger: Logger,
  ) {}

  /** Call inside the transaction; call `deliver` after it. */
  async write(
    manager: EntityManager,
    topic: Topic,
    project: string,
    subject: string,
    requestId: string,
  ): Promise<void> {
    await manager.query('INSERT INTO outbox (project, topic, subject, request_id) VALUES ($1, $2, $3, $4)', [
      project,
      topic,
      subject,
      requestId,
    ])
  }

  /** The sweep: what a crash between commit and delivery left behind goes out within 5 s of the next start. */
  start(): void {
    this.timer = setInterval(() => void this.deliver(), 5000)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  deliver(): Promise<void> {
    this.running ??= actingAsNobody(() => this.deliverWaiting())
      .catch(error => this.logger.warn({ err: error }, 'facts wait in the outbox; they are sent again in 5 s'))
      .finally(() => {
        this.running = undefined
      })
    return this.running
  }

  private async deliverWaiting(): Promise<void> {
    const rows: Row[] = await this.database.query('SELECT * FROM outbox ORDER BY id LIMIT 500')
    outboxWaiting.set(rows.length)
    for (const row of rows) {
      for (const service of SUBSCRIBERS[row.topic]) {
        const fact = { project: row.project, topic: row.topic, id: row.subject }
        await this.queues.addFact(service, fact, `${row.subject}-${row.topic}-${row.id}`, row.request_id)
      }
      await this.database.query('DELETE FROM outbox WHERE id = $1', [row.id])
    }
  }
}
