import type { Ref, Refs } from '@fovea/proto/common/v1/common'
import {
  type CreateRunRequest,
  type GetLogRequest,
  type GetTrainingSpeedRequest,
  JobsServiceService,
  type ListPointsRequest,
  type ListRunsRequest,
} from '@fovea/proto/jobs/v1/jobs'
import { AppError, Needs, readManifest, type Served, Serves } from '@fovea/service-kit'
import { DevicesService } from '../devices/devices.service.js'
import { LogsRepository } from '../logs/logs.repository.js'
import { PointsRepository } from '../points/points.repository.js'
import { toState } from './run.mapper.js'
import { RunsRepository } from './runs.repository.js'
import { RunsService } from './runs.service.js'
import { solverText } from './solver-text.js'

@Serves(JobsServiceService)
export class RunsController implements Served<typeof JobsServiceService> {
  constructor(
    private readonly runs: RunsService,
    private readonly rows: RunsRepository,
    private readonly points: PointsRepository,
    private readonly logs: LogsRepository,
    private readonly devices: DevicesService,
  ) {}

  @Needs('editor')
  createRun(request: CreateRunRequest) {
    return this.runs.create(request)
  }

  async getRuns({ project, ids }: Refs) {
    return { runs: await this.runs.get(project, ids) }
  }

  listRuns(request: ListRunsRequest) {
    return this.runs.list(request)
  }

  async newestRuns({ project, ids }: Refs) {
    return { runs: await this.runs.newest(project, ids) }
  }

  @Needs('editor')
  pauseRun(request: Ref) {
    return this.runs.pause(request)
  }

  @Needs('editor')
  resumeRun(request: Ref) {
    return this.runs.resume(request)
  }

  @Needs('editor')
  abortRun(request: Ref) {
    return this.runs.abort(request)
  }

  @Needs('editor')
  deleteRun(request: Ref) {
    return this.runs.delete(request)
  }

  @Needs('editor')
  restoreRun(request: Ref) {
    return this.runs.restore(request)
  }

  async listPoints({ project, runs: ids, series, fromIteration, toIteration, maxValues }: ListPointsRequest) {
    const runs = new Map((await this.runs.visible(project, ids)).map(run => [run.id, run]))
    const range = { from: fromIteration, to: toIteration > 0 ? toIteration : Number.MAX_SAFE_INTEGER }
    const views = await this.points.views(project, [...runs.keys()], series, range, maxValues)
    return {
      views: ids.map(id => ({
        series: views.get(id) ?? [],
        iterationsPerEpoch: runs.get(id)?.iterations_per_epoch ?? 0,
      })),
    }
  }

  async getLog({ project, run: id, after, first }: GetLogRequest) {
    const run = await this.find({ project, id })
    return this.logs.page(project, id, run.log_lines, after, first)
  }

  async getHistory(request: Ref) {
    const run = await this.find(request)
    const changes = await this.rows.history(run.project, run.id)
    return { changes: changes.map(change => ({ ...change, state: toState(change.state) })) }
  }

  async getSolverText(request: Ref) {
    const run = await this.find(request)
    const manifest = run.manifest_json ? readManifest(run.manifest_json) : undefined
    return {
      text: solverText({
        name: run.name,
        solver: run.solver,
        iterations: run.iterations,
        iterationsPerEpoch: run.iterations_per_epoch,
        validationImages: manifest?.splits.val.count ?? 0,
        isOnGpu: run.device.startsWith('cuda'),
      }),
    }
  }

  getDevices() {
    return this.devices.list()
  }

  getTrainingSpeed({ project }: GetTrainingSpeedRequest) {
    return this.devices.speed(project)
  }

  private async find(ref: Ref) {
    const run = await this.runs.find(ref)
    if (!run) throw new AppError('not-found', 'There is no such run.')
    return run
  }
}
