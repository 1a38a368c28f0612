import { join } from 'node:path'
import { LOGGER, type Logger, messageOf, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { CONFIG, type Config } from '../config.js'
import type { Facts } from './facts.service.js'
import { Lru } from './lru.js'
import { GRAPH_FILE, SnapshotFilesService } from './snapshot-files.service.js'

interface Entry {
  opened: Promise<{ session: InferenceSession; folder: string }>
  users: number
  isEvicted: boolean
}

/** Snapshots ready to answer: the ones asked last stay, each loaded once however many ask at once. */
@Injectable()
export class SessionsService {
  private readonly entries

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly files: SnapshotFilesService,
    @Inject(LOGGER) private readonly logger: Logger,
    shutdown: Shutdown,
  ) {
    const bounds = { count: config.FOVEA_INFERENCE_SESSIONS, weight: config.FOVEA_INFERENCE_SESSION_BYTES }
    this.entries = new Lru<Entry>(bounds, entry => {
      entry.isEvicted = true
      this.closeUnused(entry)
    })
    shutdown.last(() => this.entries.clear())
  }

  /** Probabilities of one input, C×H×W. */
  async run(facts: Facts, input: Float32Array): Promise<Float32Array> {
    const entry = this.entry(facts)
    entry.users++
    try {
      const { session } = await entry.opened
      const { channels, height, width } = facts.plan.input
      const { probabilities } = facts.plan.outputs
      const answer = await session.run({ data: new Tensor('float32', input, [1, channels, height, width]) }, [
        probabilities,
      ])
      return answer[probabilities]?.data as Float32Array
    } finally {
      entry.users--
      this.closeUnused(entry)
    }
  }

  private entry(facts: Facts): Entry {
    const { id, weightsSha256, weightsBytes } = facts.snapshot
    // A snapshot that a resumed run wrote again has other weights under the same id.
    const key = `${id} ${weightsSha256}`
    const known = this.entries.get(key)
    if (known) return known
    const entry: Entry = { opened: this.open(facts), users: 0, isEvicted: false }
    // What did not load is tried again by the next to ask.
    entry.opened.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key)
    })
    this.entries.set(key, entry, weightsBytes)
    return entry
  }

  private async open(facts: Facts) {
    const folder = await this.files.fetch(facts)
    const session = await InferenceSession.create(join(folder, GRAPH_FILE), {
      intraOpNumThreads: this.config.FOVEA_INFERENCE_THREADS,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    })
    return { session, folder }
  }

  private closeUnused(entry: Entry): void {
    if (!entry.isEvicted || entry.users > 0) return
    entry.opened
      .then(async ({ session, folder }) => {
        await session.release()
        await this.files.remove(folder)
      })
      .catch(error => this.logger.debug({ error: messageOf(error) }, 'a snapshot that is put away was not whole'))
  }
}
