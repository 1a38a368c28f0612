import { JobsServiceClient, JobsServiceService } from '@fovea/proto/jobs/v1/jobs'
import { ACTOR_KEY, connect, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'

const BATCH = 200

/** The runs that snapshots belong to. */
@Injectable()
export class JobsClient {
  private readonly jobs

  constructor(@Inject(CONFIG) config: Config, @Inject(ACTOR_KEY) key: string, shutdown: Shutdown) {
    this.jobs = connect(JobsServiceService, JobsServiceClient, config.FOVEA_JOBS_ADDRESS, key)
    shutdown.last(() => this.jobs.close())
  }

  /** Those of the runs that jobs does not know, hidden ones being known. */
  async unknown(project: string, runs: string[]): Promise<string[]> {
    const missing: string[] = []
    for (let start = 0; start < runs.length; start += BATCH) {
      const ids = runs.slice(start, start + BATCH)
      const known = new Set((await this.jobs.getRuns({ project, ids })).runs.map(({ id }) => id))
      missing.push(...ids.filter(id => !known.has(id)))
    }
    return missing
  }
}
