import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { type Event, type ReportResponse, WorkerServiceClient } from '@fovea/proto/jobs/v1/worker'
import { credentials, Metadata } from '@grpc/grpc-js'
import { tokenOf } from '../../../services/jobs/src/launch/token.js'
import type { Started } from './service.js'

export type Kind = NonNullable<Event['kind']>

/** Reports in place of a worker that only sleeps. */
export class SilentWorker {
  private readonly client: WorkerServiceClient
  sequence = 0

  constructor(
    private readonly service: Started,
    readonly attempt: string,
    private readonly incarnation = 'one',
  ) {
    this.client = new WorkerServiceClient(service.config.FOVEA_JOBS_ADDRESS, credentials.createInsecure())
  }

  /** The process that now holds a run. */
  static async of(service: Started, run: string): Promise<SilentWorker> {
    await service.until(run, RunState.STARTING)
    const [row] = await service.sql('SELECT attempt FROM run WHERE id = $1', [run])
    return new SilentWorker(service, row.attempt)
  }

  /** The same attempt, another process. */
  again(incarnation: string): SilentWorker {
    return new SilentWorker(this.service, this.attempt, incarnation)
  }

  events(...kinds: Kind[]): Event[] {
    return kinds.map(kind => ({ sequence: ++this.sequence, timeMs: Date.now(), kind }))
  }

  tell(...kinds: Kind[]): Promise<ReportResponse> {
    return this.send(this.events(...kinds))
  }

  send(events: Event[], token = tokenOf(this.service.config.FOVEA_ACTOR_KEY, this.attempt)): Promise<ReportResponse> {
    const metadata = new Metadata()
    metadata.set('fovea-attempt-token', token)
    const { attempt, incarnation } = this
    return new Promise((resolve, reject) =>
      this.client.report({ attempt, incarnation, events }, metadata, (error, answer) =>
        error ? reject(error) : resolve(answer),
      ),
    )
  }

  close(): void {
    this.client.close()
  }
}

export const started = (iteration: number): Kind => ({
  $case: 'started',
  value: { iteration, iterations: 1_000_000, iterationsPerEpoch: 100, deviceName: 'CPU', host: 'here' },
})

export const points = (series: string, from: number, values: number[]): Kind => ({
  $case: 'points',
  value: { series, iterations: values.map((_, i) => from + i), values },
})

export const line = (text: string): Kind => ({ $case: 'log', value: { level: 'info', text } })
