import { actingAs, actingAsNobody, LOGGER, type Logger, messageOf, Shutdown, serviceActor } from '@fovea/service-kit'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'
import { AttemptsRepository } from '../launch/attempts.repository.js'
import { failureOfExit } from '../launch/failure.js'
import { InstallClient } from '../launch/install.client.js'
import { Launcher } from '../launch/launcher.js'
import { SpecService } from '../launch/spec.service.js'
import { LivePublisher } from '../live/live.publisher.js'
import { attemptsLost, attemptsStarted } from '../metrics.js'
import { FreezeService } from './freeze.service.js'
import { type Action, type Held, reconcile, type Wanted } from './reconcile.js'
import type { AttemptRow, RunRow } from './run.entity.js'
import { RunEndsService } from './run-ends.service.js'
import { RunsRepository } from './runs.repository.js'

const EVERY_MS = 2000

/** Brings rows and processes together: looks at both, asks `reconcile`, does what it says; on events and every 2 s. */
@Injectable()
export class ReconcilerService implements OnApplicationBootstrap {
  isDraining = false
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private freezing: Promise<void> | undefined
  private isDue = false
  private isClosed = false
  private readonly sweepers: (() => void)[] = []

  constructor(
    private readonly database: DataSource,
    private readonly runs: RunsRepository,
    private readonly attempts: AttemptsRepository,
    private readonly ends: RunEndsService,
    private readonly freezer: FreezeService,
    private readonly launcher: Launcher,
    private readonly specs: SpecService,
    private readonly install: InstallClient,
    private readonly live: LivePublisher,
    shutdown: Shutdown,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    shutdown.first(() => this.close())
  }

  onApplicationBootstrap(): void {
    this.launcher.onEnd(() => this.kick())
    this.timer = setInterval(() => this.kick(), EVERY_MS)
    this.kick()
  }

  /** Soon, once: what comes while a round is under way leads to one more. */
  kick(): void {
    this.isDue = true
    if (this.isClosed) return
    this.running ??= actingAsNobody(() => this.rounds()).finally(() => {
      this.running = undefined
    })
  }

  /** A whole round that begins now. */
  async settle(): Promise<void> {
    this.kick()
    await this.running
  }

  onSweepWanted(sweep: () => void): void {
    this.sweepers.push(sweep)
  }

  sweepSoon(): void {
    for (const sweep of this.sweepers) sweep()
  }

  /** Attempts whose process is still there. */
  async processes(): Promise<number> {
    return (await this.launcher.list()).filter(one => one.isAlive).length
  }

  private async close(): Promise<void> {
    this.isClosed = true
    clearInterval(this.timer)
    await this.running
    await this.freezing
  }

  private async rounds(): Promise<void> {
    while (this.isDue && !this.isClosed) {
      this.isDue = false
      try {
        await this.round()
      } catch (error) {
        this.logger.warn({ err: error }, 'runs and processes could not be compared; tried again in 2 s')
      }
    }
  }

  private async round(): Promise<void> {
    // Processes are listed before the rows are read: one that has told its end and gone is then seen with its end.
    const executions = await this.launcher.list()
    const live = await this.runs.live()
    if (!this.isDraining) this.freeze(live.filter(run => run.state === 'WAITING_FOR_DATASET'))
    const rows = live.filter(run => run.state !== 'WAITING_FOR_DATASET')
    const ids = new Set([...executions.map(one => one.attempt), ...rows.flatMap(run => run.attempt ?? [])])
    const attempts = new Map((await this.attempts.byIds([...ids])).map(attempt => [attempt.id, attempt]))
    const held = executions.map((one): Held => {
      const attempt = attempts.get(one.attempt)
      return {
        ...one,
        device: attempt?.device ?? '',
        name: attempt?.run_name ?? '',
        endedAt: attempt?.ended_at?.getTime() ?? null,
      }
    })
    const actions = reconcile(
      rows.map(run => toWanted(run, attempts.get(run.attempt ?? ''))),
      held,
      {
        now: await this.runs.now(),
        address: this.config.FOVEA_JOBS_ADDRESS,
        devices: this.config.FOVEA_DEVICES,
        notReady: await this.install.notReady(),
        isDraining: this.isDraining,
      },
    )
    const byId = new Map(rows.map(run => [run.id, run]))
    for (const action of actions) await this.attemptTo(action, byId, attempts)
  }

  /** Beside the round: a neighbour that is away must not hold up a pause. */
  private freeze(waiting: RunRow[]): void {
    if (waiting.length === 0 || this.freezing) return
    this.freezing = this.freezer
      .advance(waiting)
      .then(hasMoved => {
        if (hasMoved) this.kick()
      })
      .catch(error => this.logger.warn({ err: error }, 'waiting runs could not be looked at; tried again in 2 s'))
      .finally(() => {
        this.freezing = undefined
      })
  }

  /** One action that fails must not keep the others from being done. */
  private async attemptTo(action: Action, runs: Map<string, RunRow>, attempts: Map<string, AttemptRow>): Promise<void> {
    try {
      await this.perform(action, runs, attempts)
    } catch (error) {
      this.logger.warn({ error: messageOf(error), action }, 'a step towards what should be failed; tried again in 2 s')
    }
  }

  private async perform(action: Action, runs: Map<string, RunRow>, attempts: Map<string, AttemptRow>): Promise<void> {
    if (action.do === 'stop') return this.launcher.stop(action.attempt)
    if (action.do === 'kill') return this.launcher.kill(action.attempt)
    if (action.do === 'clear') return this.launcher.clear(action.attempt)
    const run = runs.get(action.run) as RunRow
    const { project } = run
    // What is done for a run is said under the request that made it.
    const actor = serviceActor('jobs', project, run.request_id || v7())
    await actingAs(actor, () => this.performFor(run, action, attempts))
  }

  private async performFor(
    run: RunRow,
    action: Exclude<Action, { do: 'stop' | 'kill' | 'clear' }>,
    attempts: Map<string, AttemptRow>,
  ): Promise<void> {
    if (action.do === 'wait') {
      if (await this.runs.say(run, withLoss(run, action.reason))) this.live.rowChanged(run.project, run.id)
      return
    }
    if (action.do === 'start') await this.start(run, action.device)
    if (action.do === 'launch') await this.launch(run, attempts.get(action.attempt) as AttemptRow)
    if (action.do === 'lost') await this.lose(run, action.attempt, action.reason)
    if (action.do === 'settle')
      await this.database.transaction(manager => this.ends.settled(manager, run, run.attempt ?? ''))
    this.live.rowChanged(run.project, run.id)
    this.isDue ||= action.do !== 'launch'
  }

  /** Written down first: a crash in between leaves a STARTING run whose attempt the next round launches. */
  private async start(run: RunRow, device: string): Promise<void> {
    const id = v7()
    await this.database.transaction(async manager => {
      const changes = { attempt: id, attempts: run.attempts + 1, device }
      const moved = await this.runs.move(run, 'STARTING', `starting on ${device}`, changes, manager)
      if (moved) await this.attempts.insert(manager, run, id, device, this.config.FOVEA_JOBS_ADDRESS)
    })
  }

  private async launch(run: RunRow, attempt: AttemptRow): Promise<void> {
    await this.launcher.start({ id: attempt.id, device: attempt.device, spec: await this.specs.specOf(run, attempt) })
    attemptsStarted.inc()
    this.logger.info({ run: run.id, attempt: attempt.id, device: attempt.device }, 'an attempt was started')
  }

  private async lose(run: RunRow, attempt: string, reason: string): Promise<void> {
    const { words, exitCode } = await this.launcher.lastWords(attempt)
    this.logger.warn({ run: run.id, attempt, reason, exitCode, words: words.slice(-2000) }, 'an attempt was lost')
    attemptsLost.inc()
    const failure = failureOfExit(exitCode, words)
    await this.database.transaction(async manager => {
      if (!failure) return this.ends.lost(manager, run, attempt, reason, words)
      await this.attempts.end(manager, attempt)
      await this.ends.fail(manager, run, failure)
    })
  }
}

/** A run that was just lost or shut down keeps saying so beside what it waits for. */
const withLoss = (run: RunRow, reason: string): string =>
  run.losses > 0 ? `attempt ${run.attempts} was lost; ${reason}` : reason

const toWanted = (run: RunRow, attempt: AttemptRow | undefined): Wanted => ({
  run: run.id,
  name: run.name,
  state: run.state,
  stopTo: run.stop_to,
  stoppingSince: run.stopping_since?.getTime() ?? 0,
  wantedDevice: run.wanted_device,
  notBefore: run.not_before.getTime(),
  attempt: attempt
    ? {
        id: attempt.id,
        device: attempt.device,
        address: attempt.address,
        hasReported: attempt.incarnation !== null,
      }
    : null,
})
