import type { Frozen } from '@fovea/proto/models/v1/models'
import { actingAs, LOGGER, type Logger, messageOf, ObjectStore, readManifest, serviceActor } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { v7 } from 'uuid'
import type { Failure } from '../launch/failure.js'
import { iterationsPerEpoch } from '../launch/spec.js'
import { LivePublisher } from '../live/live.publisher.js'
import { Neighbours } from '../neighbours/neighbours.client.js'
import { answerOf } from './dataset-wait.js'
import type { RunRow } from './run.entity.js'
import { RunEndsService } from './run-ends.service.js'
import { RunsRepository } from './runs.repository.js'

/** Takes runs from WAITING_FOR_DATASET to QUEUED: freezes the plan, the ONNX graph and the manifest that they will train with. */
@Injectable()
export class FreezeService {
  constructor(
    private readonly database: DataSource,
    private readonly runs: RunsRepository,
    private readonly ends: RunEndsService,
    private readonly neighbours: Neighbours,
    private readonly store: ObjectStore,
    private readonly live: LivePublisher,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Looks at every waiting run, one project after the other; true when one went on. A neighbour that is away changes nothing. */
  async advance(waiting: RunRow[]): Promise<boolean> {
    let hasMoved = false
    for (const project of new Set(waiting.map(run => run.project))) {
      const runs = waiting.filter(run => run.project === project)
      try {
        hasMoved = (await this.neighbours.asService(project, () => this.advanceAll(project, runs))) || hasMoved
      } catch (error) {
        this.logger.warn({ error: messageOf(error), project }, 'runs go on waiting for their dataset')
      }
    }
    return hasMoved
  }

  private async advanceAll(project: string, runs: RunRow[]): Promise<boolean> {
    const { datasets } = await this.neighbours.datasets.getDatasets({
      project,
      ids: [...new Set(runs.map(run => run.dataset))],
    })
    let hasMoved = false
    for (const run of runs) {
      const answer = answerOf(datasets.find(dataset => dataset.id === run.dataset))
      if (answer.is === 'wait') {
        if (await this.runs.say(run, answer.reason)) this.live.rowChanged(project, run.id)
        continue
      }
      if (answer.is === 'failed') await this.fail(run, answer)
      else await actingAs(serviceActor('jobs', project, run.request_id || v7()), () => this.freeze(run))
      this.live.rowChanged(project, run.id)
      hasMoved = true
    }
    return hasMoved
  }

  private async freeze(run: RunRow): Promise<void> {
    const { result } = await this.neighbours.models.freezeModel({
      project: run.project,
      model: run.model,
      solver: run.solver,
    })
    if (result?.$case === 'frozen') return this.enqueue(run, result.value)
    if (result?.$case === 'invalid') {
      const faults = result.value.faults.filter(fault => fault.severity === 'error')
      const [first] = faults.length > 0 ? faults : result.value.faults
      const place = first && first.line > 0 ? ` (line ${first.line})` : ''
      const reason = `The network does not fit the dataset: ${first?.message ?? 'no reason was given'}${place}`
      return this.fail(run, {
        failure: 'bad-network',
        reason,
        remedy: first?.remedy || 'Change the network, then start a new run.',
      })
    }
    const refusal = result?.$case === 'refusal' ? result.value : undefined
    await this.fail(run, {
      failure: 'bad-network',
      reason: refusal?.message ?? 'The model could not be frozen.',
      remedy: refusal?.remedy || 'Make the model again.',
    })
  }

  private async enqueue(run: RunRow, { planJson, onnx, flops, initial, solver = run.solver }: Frozen): Promise<void> {
    const manifestText = (await this.store.get(`${run.project}/datasets/${run.dataset}/manifest.json`)).toString()
    const perEpoch = iterationsPerEpoch(readManifest(manifestText), solver)
    const key = `${run.project}/runs/${run.id}/graph.onnx`
    await this.store.put(key, Buffer.from(onnx), 'application/octet-stream')
    await this.runs.move(run, 'QUEUED', 'queued', {
      plan_json: planJson,
      manifest_json: manifestText,
      onnx_key: key,
      initial: initial ?? null,
      flops,
      solver,
      iterations: perEpoch * solver.epochs,
      iterations_per_epoch: perEpoch,
    })
  }

  private async fail(run: RunRow, failure: Failure): Promise<void> {
    await this.database.transaction(manager => this.ends.fail(manager, run, failure))
  }
}
