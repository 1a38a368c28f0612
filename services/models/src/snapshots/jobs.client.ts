import { JobsServiceClient, JobsServiceService, type Run, RunState } from '@fovea/proto/jobs/v1/jobs'
import { ACTOR_KEY, connect, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'

const BATCH = 200
const ENDED: RunState[] = [RunState.SUCCEEDED, RunState.ABORTED, RunState.FAILED]

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

  /** Undefined for one that is not there, or hidden. */
  async find(project: string, id: string): Promise<Run | undefined> {
    const [run] = (await this.jobs.getRuns({ project, ids: [id] })).runs
    return run?.deleted ? undefined : run
  }

  /** The name of a run that may still go on; undefined for one that has ended or is gone. */
  async liveName(project: string, run: string): Promise<string | undefined> {
    const { runs } = await this.jobs.getRuns({ project, ids: [run] })
    return runs.find(one => !one.deleted && !ENDED.includes(one.state))?.name
  }
}
