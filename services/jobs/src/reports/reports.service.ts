import {
  type Command,
  Command_Kind,
  type Event,
  type Grant,
  type ReportRequest,
  type ReportResponse,
} from '@fovea/proto/jobs/v1/worker'
import { ACTOR_KEY, AppError, LOGGER, type Logger, messageOf } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { validate } from 'uuid'
import { AttemptsRepository } from '../launch/attempts.repository.js'
import { SpecService } from '../launch/spec.service.js'
import { isTokenOf } from '../launch/token.js'
import { LivePublisher } from '../live/live.publisher.js'
import { LogsRepository, type StoredLine, toLines } from '../logs/logs.repository.js'
import { pointsStored } from '../metrics.js'
import { PointsRepository, type SeriesPoints } from '../points/points.repository.js'
import { ReconcilerService } from '../runs/reconciler.service.js'
import type { AttemptRow, RunRow } from '../runs/run.entity.js'
import { RunEndsService } from '../runs/run-ends.service.js'
import { hasProcess } from '../runs/run-state.js'
import { RunsRepository } from '../runs/runs.repository.js'
import { SnapshotRegistration } from '../snapshots/registration.service.js'
import { SnapshotsRepository } from '../snapshots/snapshots.repository.js'
import { checkFiles, SnapshotsService } from '../snapshots/snapshots.service.js'
import { nextEvents, type Step, toBatch } from './batch.js'
import { etaSeconds, ProgressRepository, SHOWN } from './progress.repository.js'

/** The worker bounds its log itself; this is for one that does not. */
const LOG_BYTES = 80 * 2 ** 20

interface Report {
  manager: EntityManager
  run: RunRow
  attempt: AttemptRow
  /** What to do once the transaction is committed. */
  after: (() => void)[]
  complete: Set<number>
}

/** Takes in what workers report: each event once, with the number acknowledged in the same transaction as its effects. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: DataSource,
    private readonly runs: RunsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly points: PointsRepository,
    private readonly logs: LogsRepository,
    private readonly progress: ProgressRepository,
    private readonly snapshotRows: SnapshotsRepository,
    private readonly snapshots: SnapshotsService,
    private readonly registration: SnapshotRegistration,
    private readonly ends: RunEndsService,
    private readonly specs: SpecService,
    private readonly reconciler: ReconcilerService,
    private readonly live: LivePublisher,
    @Inject(ACTOR_KEY) private readonly key: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async report(request: ReportRequest, token: string): Promise<ReportResponse> {
    if (!validate(request.attempt) || !isTokenOf(this.key, request.attempt, token))
      throw new AppError('unauthenticated', 'This report carries no token of its attempt.')
    const complete = await this.verifyUploads(request)
    await this.registerBeforeEnd(request, complete)
    const after: (() => void)[] = []
    const { run, attempt } = await this.database.transaction(manager => this.takeIn(manager, request, complete, after))
    for (const effect of after) effect()
    return {
      acknowledged: Number(attempt.acknowledged),
      commands: commandsFor(run),
      grants: attempt.ended_at ? [] : await this.grants(attempt, run),
    }
  }

  /** Whoever waits for the end of a run finds its snapshots then; when models is away they come with the sweep. */
  private async registerBeforeEnd(request: ReportRequest, complete: Set<number>): Promise<void> {
    const events = request.events.filter(({ kind }) => kind?.$case !== 'ended')
    if (events.length === request.events.length) return
    const after: (() => void)[] = []
    await this.database.transaction(manager => this.takeIn(manager, { ...request, events }, complete, after))
    for (const effect of after) effect()
    await this.registration
      .perform()
      .catch(error => this.logger.warn({ error: messageOf(error) }, 'snapshots wait to be registered by the sweep'))
  }

  private async takeIn(manager: EntityManager, request: ReportRequest, complete: Set<number>, after: (() => void)[]) {
    const found = await this.attempts.lock(manager, request.attempt)
    if (!found) throw new AppError('not-found', 'There is no such attempt any more.')
    const { attempt, run } = found
    this.recognise(attempt, request.incarnation)
    const events = nextEvents(request.events, Number(attempt.acknowledged))
    const isOver = attempt.ended_at !== null || run.attempt !== attempt.id || !hasProcess(run.state)
    // An end that was told, but whose answer was lost, is only acknowledged again.
    if (isOver && events.length > 0)
      throw new AppError('not-found', 'This attempt is over; its run went on without it.')
    if (isOver) return { run, attempt }
    const report: Report = { manager, run, attempt, after, complete }
    if (events.length > 0) await this.apply(report, events)
    await this.attempts.save(manager, attempt)
    return { run, attempt }
  }

  /** Of two processes of one attempt the newer counts; the older is told that it is over. */
  private recognise(attempt: AttemptRow, incarnation: string): void {
    if (attempt.incarnation === incarnation) return
    if (attempt.past_incarnations.includes(incarnation))
      throw new AppError('not-found', 'A newer process has taken over this attempt.')
    if (attempt.incarnation) attempt.past_incarnations.push(attempt.incarnation)
    attempt.incarnation = incarnation
    attempt.acknowledged = '0'
  }

  private async apply(report: Report, events: Event[]): Promise<void> {
    const { manager, run, attempt, after } = report
    const batch = toBatch(events, Number(attempt.acknowledged))
    attempt.acknowledged = String(batch.last)
    if (batch.lines.length > 0) await this.takeLines(report, batch.lines)
    const { steps } = batch
    const end = steps.find(step => step.kind === 'ended')
    for (const step of steps) if (step.kind !== 'ended') await this.take(report, step)
    if (attempt.started_at && attempt.started_iteration !== null)
      run.eta_seconds = etaSeconds(
        run,
        { iteration: attempt.started_iteration, ms: attempt.started_at.getTime() },
        await this.runs.now(manager),
      )
    await this.progress.save(manager, run)
    if (end) {
      await this.ends.told(manager, run, attempt.id, end.value)
      attempt.ended_at = new Date()
      after.push(() => this.reconciler.kick())
    }
    after.push(() => this.live.rowChanged(run.project, run.id))
  }

  private async take(report: Report, step: Exclude<Step, { kind: 'ended' }>): Promise<void> {
    const { manager, run, attempt } = report
    if (step.kind === 'points') return this.takePoints(report, step.points)
    if (step.kind === 'started') {
      await this.start(report, step.value)
    } else if (step.kind === 'ready') {
      checkFiles(step.value.files)
      await this.snapshotRows.ready(manager, run, attempt.id, step.value)
    } else if (step.kind === 'uploaded') {
      if (!report.complete.has(step.iteration)) return
      await this.snapshotRows.uploaded(manager, run.id, step.iteration)
      run.losses = 0
      report.after.push(() => this.reconciler.sweepSoon())
    } else {
      run.gpu = step.value
    }
  }

  private async start(report: Report, started: { iteration: number; iterations: number; iterationsPerEpoch: number }) {
    const { manager, run, attempt, after } = report
    const last = await this.points.supersede(manager, run.project, run.id, started.iteration)
    await this.snapshotRows.supersede(manager, run.id, started.iteration)
    attempt.started_iteration = started.iteration
    run.iteration = started.iteration
    run.iterations = started.iterations
    run.iterations_per_epoch = started.iterationsPerEpoch
    for (const [series, column] of Object.entries(SHOWN)) run[column] = last.get(series) ?? null
    if (run.state === 'STARTING') {
      const moved = await this.runs.move(run, 'RUNNING', `training on ${attempt.device}`, {}, manager)
      if (moved) Object.assign(run, { state: moved.state, reason: moved.reason })
    }
    after.push(() => this.live.superseded(run.id, started.iteration))
  }

  private async takePoints({ manager, run, after }: Report, points: SeriesPoints[]): Promise<void> {
    const remember = await this.points.append(manager, run.project, run.id, points)
    for (const { series, iterations, values } of points) {
      run.iteration = Math.max(run.iteration, iterations.at(-1) ?? 0)
      const column = SHOWN[series]
      if (column) run[column] = values.at(-1) ?? run[column]
    }
    after.push(remember, () => this.live.streamed(run.id, points, []))
    after.push(() => pointsStored.inc(points.reduce((sum, { values }) => sum + values.length, 0)))
  }

  private async takeLines({ manager, run, attempt, after }: Report, lines: StoredLine[]): Promise<void> {
    const bytes = lines.reduce((sum, [, , text]) => sum + Buffer.byteLength(text), 0)
    attempt.log_bytes = String(Number(attempt.log_bytes) + bytes)
    if (Number(attempt.log_bytes) > LOG_BYTES) return
    const first = run.log_lines + 1
    run.log_lines += lines.length
    await this.logs.append(manager, { project: run.project, run: run.id, first, attempt: attempt.number }, lines)
    after.push(() => this.live.streamed(run.id, [], toLines(first, attempt.number, lines)))
  }

  /** Asks the store before the row is locked. A store that is away fails the report, and the worker sends it again. */
  private async verifyUploads(request: ReportRequest): Promise<Set<number>> {
    const complete = new Set<number>()
    const uploaded = request.events.flatMap(({ kind }) =>
      kind?.$case === 'snapshotUploaded' ? [kind.value.iteration] : [],
    )
    if (uploaded.length === 0) return complete
    const [attempt] = await this.attempts.byIds([request.attempt])
    const run = attempt && (await this.runs.one(attempt.project, attempt.run))
    if (!run) return complete
    for (const iteration of uploaded) {
      const announced = request.events.flatMap(({ kind }) =>
        kind?.$case === 'snapshotReady' && kind.value.iteration === iteration ? [kind.value.files] : [],
      )
      const files = announced.at(-1) ?? (await this.snapshotRows.filesOf(run.id, iteration))
      checkFiles(files)
      if (await this.snapshots.isComplete(run, iteration, files)) complete.add(iteration)
    }
    return complete
  }

  private async grants(attempt: AttemptRow, run: RunRow): Promise<Grant[]> {
    const uploads = await this.snapshots.grants(attempt)
    return attempt.started_at ? uploads : [...uploads, ...(await this.specs.renewed(attempt, run))]
  }
}

const commandsFor = (run: RunRow): Command[] =>
  run.state === 'STOPPING' ? [{ kind: run.stop_to === 'ABORTED' ? Command_Kind.ABORT : Command_Kind.STOP }] : []
