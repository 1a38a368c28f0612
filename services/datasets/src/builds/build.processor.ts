import { BuildStep } from '@fovea/proto/queue/v1/queue'
import { Queues } from '@fovea/service-kit'
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { Datasets } from '../datasets/datasets.service.js'
import { Pixels } from '../pixels/pixels.client.js'
import { BUILD_QUEUE, Builds } from './builds.service.js'

/** The only consumer of the queue `datasets`, and of the facts that concern datasets. */
@Injectable()
export class BuildProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: Queues,
    private readonly builds: Builds,
    private readonly datasets: Datasets,
    private readonly pixels: Pixels,
  ) {}

  onApplicationBootstrap(): void {
    const concurrency = this.pixels.processes
    this.queues.consume(BuildStep, { queue: BUILD_QUEUE, concurrency, handle: step => this.builds.perform(step) })
    this.queues.onFact('datasets', async ({ topic, project, id }) => {
      if (topic === 'model-deleted') await this.datasets.release(project, id)
    })
  }
}
