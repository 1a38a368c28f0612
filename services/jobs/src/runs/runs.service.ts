import type { Ref, Refusal } from '@fovea/proto/common/v1/common'
import type { CreateRunRequest, ListRunsRequest, RunPage, RunResult } from '@fovea/proto/jobs/v1/jobs'
import { AppError, currentActor } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { v7, validate } from 'uuid'
import { CONFIG, type Config } from '../config.js'
import { LivePublisher } from '../live/live.publisher.js'
import { Neighbours } from '../neighbours/neighbours.client.js'
import { checkSolver, refusal } from './check-solver.js'
import { ReconcilerService } from './reconciler.service.js'
import type { RunRow } from './run.entity.js'
import { toRun } from './run.mapper.js'
import { answerWish, isEnded, type StopTarget, type Wish } from './run-state.js'
import { RunsRepository } from './runs.repository.js'

const TARGET = { pause: 'PAUSED', abort: 'ABORTED', shutDown: 'QUEUED' } as const satisfies Record<string, StopTarget>

const USUAL_PAGE = 50
const LONGEST_PAGE = 500

@Injectable()
export class RunsService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly reconciler: ReconcilerService,
    private readonly neighbours: Neighbours,
    private readonly live: LivePublisher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async create({ model: id, solver: wanted, device, idempotencyKey }: CreateRunRequest): Promise<RunResult> {
    const { project, actor, requestId } = currentActor()
    const { models } = validate(id) ? await this.neighbours.models.getModels({ project, ids: [id] }) : { models: [] }
    const model = models.find(one => one.id === id && !one.deleted)
    if (!model) return refused(refusal('not-found', 'There is no such model.', { field: 'model' }))
    const solver = wanted ?? model.solver
    if (!solver) return refused(refusal('invalid', `The model ${model.name} has no solver.`, { field: 'solver' }))
    const fault = checkSolver(solver)
    if (fault) return refused(fault)
    const devices = this.config.FOVEA_DEVICES
    if (device && !devices.includes(device))
      return refused(
        refusal('invalid', `There is no device ${device} here.`, {
          field: 'device',
          remedy: `Choose ${devices.join(' or ')}.`,
        }),
      )
    const run = await this.runs.insert({
      id: v7(),
      project,
      model: id,
      modelName: model.name,
      dataset: model.dataset,
      solver,
      wanted_device: device,
      reason: 'waiting for its dataset',
      created_by: actor,
      idempotency_key: idempotencyKey || null,
      request_id: requestId,
    })
    this.changed(run)
    return this.result(run)
  }

  async get(project: string, ids: string[]) {
    return this.messages(
      await this.runs.byIds(
        project,
        ids.filter(id => validate(id)),
      ),
    )
  }

  async newest(project: string, models: string[]) {
    return this.messages(
      await this.runs.newest(
        project,
        models.filter(id => validate(id)),
      ),
    )
  }

  async list({ page, model, isLive }: ListRunsRequest): Promise<RunPage> {
    const { project } = currentActor()
    const first = Math.min(page?.first || USUAL_PAGE, LONGEST_PAGE)
    const after = page?.after ?? ''
    if (after && !validate(after)) throw new AppError('invalid', 'The cursor is not one of this list.')
    const filter = { model, isLive, search: page?.search ?? '', name: page?.name ?? '', after, first: first + 1 }
    const { rows, total } = await this.runs.page(project, filter)
    const shown = rows.slice(0, first)
    return {
      runs: await this.messages(shown),
      page: { endCursor: shown.at(-1)?.id ?? '', hasNext: rows.length > first, total },
    }
  }

  pause = (ref: Ref): Promise<RunResult> => this.fulfil(ref, 'pause', 'paused')
  resume = (ref: Ref): Promise<RunResult> => this.fulfil(ref, 'resume', 'resumed')
  abort = (ref: Ref): Promise<RunResult> => this.fulfil(ref, 'abort', 'aborted')

  /** Hidden at once; a live one is aborted with it. */
  async delete(ref: Ref): Promise<RunResult> {
    const run = await this.find(ref)
    if (!run) return notFound
    await this.wish(run, 'abort', 'deleted')
    await this.runs.setDeleted(run.project, run.id)
    return this.again(run)
  }

  async restore({ project, id }: Ref): Promise<RunResult> {
    const [run] = validate(id) ? await this.runs.byIds(project, [id]) : []
    if (!run) return notFound
    if (run.deleted_at && !(await this.runs.undelete(project, id)))
      return refused(refusal('gone', `${run.name} was deleted more than a minute ago.`, { names: [run.name] }))
    return this.again(run)
  }

  /** The model is hidden or shown again: so are its runs, and what trains is paused. */
  async follow(project: string, model: string, isDeleted: boolean): Promise<void> {
    for (const run of await this.runs.setHidden(project, model, isDeleted)) {
      if (isDeleted) await this.wish(run, 'pause', 'its model was deleted')
      this.changed(run)
    }
  }

  /** The model has another name: so have its runs. */
  async followName(project: string, model: string): Promise<void> {
    const { models } = await this.neighbours.models.getModels({ project, ids: [model] })
    for (const { name } of models) await this.rename(project, model, name)
  }

  async rename(project: string, model: string, name: string): Promise<void> {
    for (const run of await this.runs.rename(project, model, name)) this.live.rowChanged(run.project, run.id)
  }

  /** Stops what trains so that it goes on with the next start; answers how many. */
  async shutDown(): Promise<number> {
    const running = (await this.runs.live()).filter(run => run.state === 'STARTING' || run.state === 'RUNNING')
    for (const run of running) await this.stop(run, TARGET.shutDown, 'shut down: goes on with the next start')
    return running.length
  }

  async find({ project, id }: Ref): Promise<RunRow | undefined> {
    return (await this.visible(project, [id]))[0]
  }

  /** Those of the runs that are there and neither deleted nor hidden. */
  async visible(project: string, ids: string[]): Promise<RunRow[]> {
    const known = ids.filter(id => validate(id))
    const rows = known.length > 0 ? await this.runs.byIds(project, known) : []
    return rows.filter(run => !run.deleted_at && !run.hidden_at)
  }

  private async fulfil(ref: Ref, wish: Wish, reason: string): Promise<RunResult> {
    const run = await this.find(ref)
    if (!run) return notFound
    if (await this.wish(run, wish, `${reason} by ${currentActor().actor}`)) return this.again(run)
    const now = run.state.toLowerCase().replaceAll('_', ' ')
    const remedy = isEnded(run.state) ? 'Start another run of the model.' : 'Look again in a moment.'
    return refused(refusal('conflict', `${run.name} cannot be ${reason}: it is ${now}.`, { remedy, names: [run.name] }))
  }

  /** False when the wish makes no sense in this state. A row that changed meanwhile is looked at again. */
  private async wish(seen: RunRow, wish: Wish, reason: string): Promise<boolean> {
    let run: RunRow | undefined = seen
    for (let tries = 0; run && tries < 5; tries++) {
      const to = answerWish(run.state, wish, run.plan_json !== null)
      if (!to) return false
      if (to === 'STOPPING' && wish !== 'resume') {
        if (await this.stop(run, TARGET[wish], reason)) return true
      } else if (await this.runs.move(run, to, reason, to === 'QUEUED' ? { losses: 0 } : {})) {
        this.changed(run)
        return true
      }
      run = await this.runs.one(run.project, run.id)
    }
    return false
  }

  private async stop(run: RunRow, to: StopTarget, reason: string): Promise<boolean> {
    // What is being thrown away is not kept after all; a pause may still become an abort.
    if (run.state === 'STOPPING' && run.stop_to === 'ABORTED') return true
    if (run.state === 'STOPPING') await this.runs.redirect(run, to, reason)
    else if (!(await this.runs.move(run, 'STOPPING', reason, { stop_to: to }))) return false
    this.changed(run)
    return true
  }

  private changed(run: RunRow): void {
    this.live.rowChanged(run.project, run.id)
    this.reconciler.kick()
  }

  private async again(run: RunRow): Promise<RunResult> {
    this.changed(run)
    const now = await this.runs.one(run.project, run.id)
    return now ? this.result(now) : notFound
  }

  private async result(run: RunRow): Promise<RunResult> {
    return { result: { $case: 'run', value: toRun(run, await this.runs.now()) } }
  }

  private async messages(rows: RunRow[]) {
    const now = rows.some(row => row.running_since) ? await this.runs.now() : 0
    return rows.map(row => toRun(row, now))
  }
}

const refused = (value: Refusal): RunResult => ({ result: { $case: 'refusal', value } })
const notFound: RunResult = refused(refusal('not-found', 'There is no such run.'))
