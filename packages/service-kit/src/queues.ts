import { Fact } from '@fovea/proto/queue/v1/queue'
import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { signActor, verifyActor } from './actor.js'
import { actingAs, currentActor, serviceActor } from './context.js'
import { messageOf } from './errors.js'
import type { Logger } from './logger.js'
import { stepsDone } from './metrics.js'

/** A ts-proto message type whose payload carries the signed actor. */
export interface Codec<T extends { actor: string }> {
  encode(message: T): { finish(): Uint8Array }
  decode(bytes: Uint8Array): T
}

interface Consumer<T> {
  queue: string
  concurrency: number
  handle: (payload: Omit<T, 'actor'>) => Promise<void>
}

/** Undefined for what no service has written. */
function decoded<T extends { actor: string }>(codec: Codec<T>, data: unknown): T | undefined {
  if (typeof data !== 'string') return undefined
  try {
    return codec.decode(Buffer.from(data, 'base64'))
  } catch {
    return undefined
  }
}

/**
 * BullMQ behind three verbs. Steps carry ids and an actor, never state; a step that throws is tried again (5 times, 1 s to 16 s apart) and then left to the owner's sweep.
 * Job ids are `<id>-<step>-<attempt>`, removed when done or failed: an id that is kept would silently never run again.
 */
export class Queues {
  private readonly queues = new Map<string, Queue>()
  private readonly workers: Worker[] = []
  /** Made for the workers, which leave a connection given to them open. */
  private readonly connections: Redis[] = []

  constructor(
    private readonly redis: Redis,
    private readonly actorKey: string,
    private readonly service: string,
    private readonly logger: Logger,
  ) {}

  async add<T extends { actor: string }>(
    queue: string,
    codec: Codec<T>,
    payload: Omit<T, 'actor'>,
    jobId: string,
  ): Promise<void> {
    const signed = { ...payload, actor: signActor(this.actorKey, currentActor(), Date.now()) } as T
    await this.queue(queue).add('step', Buffer.from(codec.encode(signed).finish()).toString('base64'), {
      jobId,
      removeOnComplete: true,
      removeOnFail: true,
      attempts: 5,
      backoff: { type: 'exponential', delay: 1000 },
    })
  }

  addFact(service: string, fact: Omit<Fact, 'actor'>, jobId: string, requestId: string): Promise<void> {
    return actingAs(serviceActor(this.service, fact.project, requestId), () =>
      this.add(`facts-${service}`, Fact, fact, jobId),
    )
  }

  /** The only consumer of a queue in this process. */
  consume<T extends { actor: string }>(codec: Codec<T>, consumer: Consumer<T>): void {
    const { queue, concurrency, handle } = consumer
    if (this.workers.some(worker => worker.name === queue)) throw new Error(`The queue ${queue} has two consumers`)
    const process = async (data: unknown) => {
      const read = decoded(codec, data)
      const actor = read && verifyActor(this.actorKey, read.actor, Date.now())
      if (!actor) {
        this.logger.error({ queue }, 'a step without a signed actor was thrown away')
        return
      }
      const { actor: _, ...payload } = read
      await actingAs(actor, () => handle(payload))
    }
    const connection = this.redis.duplicate()
    connection.on('error', error => this.logger.debug({ queue, error: messageOf(error) }, 'queue connection'))
    this.connections.push(connection)
    const worker = new Worker(queue, job => process(job.data), {
      connection,
      concurrency,
      lockDuration: 60_000,
      // For steps that somebody else has put there: ours say it themselves.
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    worker.on('completed', () => stepsDone.inc({ queue, outcome: 'done' }))
    worker.on('failed', (job, error) => {
      stepsDone.inc({ queue, outcome: 'failed' })
      this.logger.warn({ queue, step: job?.id, attempt: job?.attemptsMade, err: error }, 'a step failed')
    })
    worker.on('error', error => this.logger.debug({ queue, error: messageOf(error) }, 'queue worker'))
    this.workers.push(worker)
  }

  onFact(service: string, handle: (fact: Omit<Fact, 'actor'>) => Promise<void>): void {
    this.consume(Fact, { queue: `facts-${service}`, concurrency: 4, handle })
  }

  /** Ends consumers after the steps in hand (10 s at most), then the queues. */
  async close(): Promise<void> {
    const late = new Promise<void>(resolve => setTimeout(resolve, 10_000).unref())
    await Promise.race([Promise.all(this.workers.map(worker => worker.close())), late])
    await Promise.all([...this.queues.values()].map(queue => queue.close()))
    for (const connection of this.connections) connection.disconnect()
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name)
    if (known) return known
    const made = new Queue(name, { connection: this.redis })
    made.on('error', error => this.logger.debug({ queue: name, error: messageOf(error) }, 'queue'))
    this.queues.set(name, made)
    return made
  }
}
