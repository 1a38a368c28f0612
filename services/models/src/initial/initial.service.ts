import type { Plan } from '@fovea/netspec'
import type { Refusal } from '@fovea/proto/common/v1/common'
import type { FrozenWeights, InitialWeights, Snapshot } from '@fovea/proto/models/v1/models'
import { AppError, headerLength, LENGTH_BYTES, NotSafetensors, ObjectStore, readHeader } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DatasetsClient } from '../models/datasets.client.js'
import { JobsClient } from '../snapshots/jobs.client.js'
import { SnapshotsService } from '../snapshots/snapshots.service.js'
import { compareWeights, type Given } from './compare-weights.js'
import type { InitialSource } from './initial-source.js'
import { noneTaken, snapshotMissing, weightsGone, weightsUnreadable } from './refusals.js'

/** A network as it would be trained. */
export interface Network {
  plan: Plan
  classes: readonly string[]
}

/** A snapshot from which a model may begin. */
export interface Chosen {
  report: InitialWeights
  source: InitialSource
  weightsKey: string
}

interface Found extends Given {
  snapshot: Snapshot
  runName: string
}

/** Read at once: longer than the header of most networks. */
const START_BYTES = 64 * 1024

const folderOf = (project: string, model: string) => `${project}/models/${model}/`
const keyOf = (project: string, model: string) => `${folderOf(project, model)}initial.safetensors`
const nameOf = ({ runName, epoch }: Pick<InitialWeights, 'runName' | 'epoch'>) =>
  `${runName}, epoch ${Number(epoch.toFixed(2))}`

/** Weights of a snapshot with which a model begins; the model has a copy, which stays whatever becomes of the run. */
@Injectable()
export class InitialService {
  constructor(
    private readonly snapshots: SnapshotsService,
    private readonly jobs: JobsClient,
    private readonly datasets: DatasetsClient,
    private readonly store: ObjectStore,
  ) {}

  /** What a model would begin with; undefined when no snapshot is asked for. */
  async preview(project: string, snapshot: string | undefined, network: Network): Promise<InitialWeights | undefined> {
    if (!snapshot) return undefined
    const found = await this.find(project, snapshot)
    if ('code' in found) throw new AppError('not-found', found.message, found.remedy)
    return reportOf(found, network)
  }

  /** What a model is to begin with; undefined when no snapshot is asked for. */
  async choose(project: string, snapshot: string | undefined, network: Network) {
    if (!snapshot) return undefined
    const found = await this.find(project, snapshot)
    if ('code' in found) return refused(found)
    const report = reportOf(found, network)
    if (report.taken.length === 0) return refused(noneTaken(nameOf(report), report.refilled))
    const { weightsKey, weightsSha256: sha256, weightsBytes: bytes } = found.snapshot
    const source = { sha256, bytes, classes: [...found.classes] }
    return { $case: 'chosen' as const, value: { report, source, weightsKey } satisfies Chosen }
  }

  /** Gives a model its own copy; answers why not, if not. */
  async copy({ weightsKey, report }: Chosen, of: { project: string; model: string }): Promise<Refusal | undefined> {
    return (await this.store.copy(weightsKey, keyOf(of.project, of.model))) ? undefined : weightsGone(nameOf(report))
  }

  async remove(project: string, model: string): Promise<void> {
    await this.store.removePrefix(folderOf(project, model))
  }

  /** What a run takes, by parameters. Compared anew: the run may crop otherwise, and a dataset that was being built has its classes now. */
  async freeze(
    { project, model }: { project: string; model: string },
    report: InitialWeights,
    { sha256, bytes, classes }: InitialSource,
    { plan, classes: now }: Network,
  ) {
    const key = keyOf(project, model)
    const from = nameOf(report)
    const shapes = await this.shapes(key, bytes, from)
    if ('code' in shapes) return refused(shapes)
    const { parameters, refilled } = compareWeights(plan, now, { shapes, classes })
    if (parameters.length === 0) return refused(noneTaken(from, refilled))
    return { $case: 'frozen' as const, value: { key, sha256, bytes, from, parameters } satisfies FrozenWeights }
  }

  private async find(project: string, id: string): Promise<Found | Refusal> {
    const [snapshot] = (await this.snapshots.get({ project, ids: [id] })).snapshots
    const run = snapshot && (await this.jobs.find(project, snapshot.run))
    const dataset = run && (await this.datasets.find(project, run.dataset))
    if (!dataset) return snapshotMissing
    const { name: runName } = run
    const shapes = await this.shapes(snapshot.weightsKey, snapshot.weightsBytes, nameOf({ runName, ...snapshot }))
    return 'code' in shapes ? shapes : { snapshot, runName, shapes, classes: dataset.classes }
  }

  /** Shapes by name, from the header of a file of weights. */
  private async shapes(key: string, bytes: number, name: string): Promise<Map<string, number[]> | Refusal> {
    const start = await this.store.part(key, 0, Math.min(START_BYTES, bytes))
    if (!start) return weightsGone(name)
    try {
      const end = LENGTH_BYTES + headerLength(start)
      const header = end <= start.length ? start : ((await this.store.part(key, 0, end)) ?? start)
      const places = readHeader(header.subarray(LENGTH_BYTES, end), bytes)
      return new Map([...places].flatMap(([tensor, { dtype, shape }]) => (dtype === 'F32' ? [[tensor, shape]] : [])))
    } catch (error) {
      if (error instanceof NotSafetensors) return weightsUnreadable(name)
      throw error
    }
  }
}

const refused = (value: Refusal) => ({ $case: 'refusal' as const, value })

function reportOf({ snapshot, runName, ...given }: Found, { plan, classes }: Network): InitialWeights {
  const { taken, refilled } = compareWeights(plan, classes, given)
  return { snapshot: snapshot.id, run: snapshot.run, runName, epoch: snapshot.epoch, taken, refilled }
}
