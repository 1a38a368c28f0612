import type { Run } from '@fovea/proto/jobs/v1/jobs'
import type { Snapshot } from '@fovea/proto/models/v1/models'
import { checkFile, type Manifest, readFloats, readManifest } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import type { MeanValues } from '../classify/preprocess.js'
import { ObjectGone, ObjectsClient } from '../objects.client.js'
import { Lru } from './lru.js'
import { NeighboursClient } from './neighbours.client.js'
import { type Keeping, type Plan, readPlan } from './plan.js'

/** All that is needed to ask a snapshot. */
export interface Facts extends RunFacts {
  snapshot: Snapshot
}

interface RunFacts {
  plan: Plan
  labels: string[]
  keeping: Keeping
  mean: MeanValues
}

/** For so long a snapshot or run deleted meanwhile may still answer. */
const FRESH_MS = 10_000
const MAX_MANIFEST_BYTES = 64 * 2 ** 20
const MAX_MEAN_BYTES = 512 * 2 ** 20

/** Snapshots with their frozen plan and what their dataset says, remembered. */
@Injectable()
export class FactsService {
  /** Whether a snapshot is still there, by project and id. */
  private readonly seen = new Lru<{ facts: Facts; atMs: number }>({ count: 500, weight: Number.POSITIVE_INFINITY })
  /** What never changes of a run. */
  private readonly runs = new Lru<RunFacts>({ count: 100, weight: 256 * 2 ** 20 })

  constructor(
    private readonly neighbours: NeighboursClient,
    private readonly objects: ObjectsClient,
  ) {}

  /** Undefined when the snapshot, its run or what they need is gone. */
  async of(project: string, id: string): Promise<Facts | undefined> {
    const key = `${project}/${id}`
    const known = this.seen.get(key)
    if (known && Date.now() - known.atMs < FRESH_MS) return known.facts
    const facts = await this.find(project, id)
    if (facts) this.seen.set(key, { facts, atMs: Date.now() })
    else this.seen.delete(key)
    return facts
  }

  /** Asks again at the next call: what it knows has turned out to be old. */
  forget(project: string, id: string): void {
    this.seen.delete(`${project}/${id}`)
  }

  private async find(project: string, id: string): Promise<Facts | undefined> {
    const snapshot = await this.neighbours.snapshot(project, id)
    const run = snapshot && (await this.neighbours.run(project, snapshot.run))
    if (!run || run.deleted || !snapshot.weightsKey) return undefined
    try {
      return { snapshot, ...(await this.ofRun(project, run)) }
    } catch (error) {
      if (error instanceof ObjectGone) return undefined
      throw error
    }
  }

  private async ofRun(project: string, run: Run): Promise<RunFacts> {
    const known = this.runs.get(run.id)
    if (known) return known
    const plan = readPlan(run.planJson)
    const folder = `${project}/datasets/${run.dataset}/`
    const manifest = readManifest((await this.objects.read(`${folder}manifest.json`, MAX_MANIFEST_BYTES)).toString())
    const mean = await this.mean(plan, manifest, folder)
    const facts = { plan, labels: manifest.classes, keeping: manifest.recipe, mean }
    this.runs.set(run.id, facts, mean?.values.byteLength ?? 0)
    return facts
  }

  private async mean({ preprocessing }: Plan, { mean }: Manifest, folder: string): Promise<MeanValues> {
    const { mean: kind, height, width, channels } = preprocessing
    if (kind === 'none') return undefined
    if (kind === 'pixel') return { kind, values: Float32Array.from(mean.pixel) }
    const file = await this.objects.read(folder + mean.key, MAX_MEAN_BYTES)
    checkFile(file, { key: folder + mean.key, hash: mean.hash })
    const values = readFloats(file, 'mean')
    if (values.length !== height * width * channels)
      throw new Error(`${folder}${mean.key} has another size than the plan`)
    return { kind, values }
  }
}
