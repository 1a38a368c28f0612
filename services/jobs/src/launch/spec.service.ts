import type { Grant } from '@fovea/proto/jobs/v1/worker'
import type { FrozenWeights } from '@fovea/proto/models/v1/models'
import { ObjectStore, readManifest } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import type { AttemptRow, RunRow } from '../runs/run.entity.js'
import { SnapshotsService } from '../snapshots/snapshots.service.js'
import { type SpecFile, trainingObjects } from './spec.js'
import { solverOf } from './spec-solver.js'

/** Life of an address for a download; a worker that takes longer to begin gets new ones with the answers to its reports. */
const DOWNLOAD_SECONDS = 6 * 3600
const RENEW_SECONDS = 5 * 3600

/** Name of the weights that training begins with, among the grants of a worker. */
const INITIAL = 'initial/weights'

@Injectable()
export class SpecService {
  /** When an attempt was last given addresses, in ms. */
  private readonly renewedAt = new Map<string, number>()

  constructor(
    private readonly store: ObjectStore,
    private readonly snapshots: SnapshotsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The frozen spec of an attempt (docs/contracts.md), with addresses made now. */
  async specOf(run: RunRow, attempt: AttemptRow): Promise<object> {
    return {
      version: 1,
      project: run.project,
      run: run.id,
      attempt: attempt.id,
      number: attempt.number,
      name: run.name,
      requestId: run.request_id,
      plan: JSON.parse(run.plan_json ?? 'null'),
      manifest: JSON.parse(run.manifest_json ?? 'null'),
      files: await this.files(run),
      ...solverOf(run.solver),
      // A worker sees its own GPU alone, as the first.
      device: attempt.device.startsWith('cuda:') ? 'cuda:0' : attempt.device,
      threads: this.config.FOVEA_WORKER_THREADS,
      initial: run.initial && (await this.initial(run.initial)),
      resume: await this.snapshots.resumeOf(run),
      report: { address: attempt.address },
    }
  }

  /** New addresses for downloads when the old ones are about to run out, else none. */
  async renewed(attempt: AttemptRow, run: RunRow): Promise<Grant[]> {
    const now = Date.now()
    if (now - (this.renewedAt.get(attempt.id) ?? attempt.created_at.getTime()) < RENEW_SECONDS * 1000) return []
    this.renewedAt.set(attempt.id, now)
    const expiresMs = now + (DOWNLOAD_SECONDS - 60) * 1000
    const urls = Object.entries(await this.files(run)).map(([key, { url }]) => ({ key, url }))
    if (run.initial) urls.push({ key: INITIAL, url: (await this.initial(run.initial)).weights.url })
    return urls.map(({ key, url }) => ({ key, method: 'GET', url, expiresMs }))
  }

  private async initial({ key, sha256, bytes, from, parameters }: FrozenWeights) {
    const url = await this.store.presignGet(key, DOWNLOAD_SECONDS)
    return { from, parameters, weights: { url, path: null, sha256, bytes } }
  }

  private async files(run: RunRow): Promise<Record<string, SpecFile>> {
    const objects = trainingObjects(readManifest(run.manifest_json ?? ''))
    const files = objects.map(async ({ key, hash, bytes }): Promise<[string, SpecFile]> => {
      const url = await this.store.presignGet(`${run.project}/datasets/${run.dataset}/${key}`, DOWNLOAD_SECONDS)
      return [key, { url, path: null, hash, bytes }]
    })
    return Object.fromEntries(await Promise.all(files))
  }
}
