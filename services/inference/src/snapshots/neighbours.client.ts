import { JobsServiceClient, JobsServiceService, type Run } from '@fovea/proto/jobs/v1/jobs'
import { ModelsServiceClient, ModelsServiceService, type Snapshot } from '@fovea/proto/models/v1/models'
import { ACTOR_KEY, connect, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'

/** Who knows snapshots and their runs. */
@Injectable()
export class NeighboursClient {
  private readonly models
  private readonly jobs

  constructor(@Inject(CONFIG) config: Config, @Inject(ACTOR_KEY) key: string, shutdown: Shutdown) {
    this.models = connect(ModelsServiceService, ModelsServiceClient, config.FOVEA_MODELS_ADDRESS, key)
    this.jobs = connect(JobsServiceService, JobsServiceClient, config.FOVEA_JOBS_ADDRESS, key)
    shutdown.last(() => this.models.close())
    shutdown.last(() => this.jobs.close())
  }

  async snapshot(project: string, id: string): Promise<Snapshot | undefined> {
    return (await this.models.getSnapshots({ project, ids: [id] })).snapshots[0]
  }

  async run(project: string, id: string): Promise<Run | undefined> {
    return (await this.jobs.getRuns({ project, ids: [id] })).runs[0]
  }
}
