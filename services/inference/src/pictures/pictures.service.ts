import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SeenPicture } from '@fovea/proto/inference/v1/inference'
import { AppError, LOGGER, type Logger, messageOf, ObjectStore, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { PixelsClient } from '../classify/pixels.client.js'
import type { Pixels } from '../classify/preprocess.js'
import { ObjectGone, ObjectsClient } from '../objects.client.js'
import { madeAt } from './made-at.js'

const MAX_BYTES = 128 * 2 ** 20
const ID = /^[\w-]{1,100}$/
/** How long another replica may take to store a picture whose classification is answered already. */
const STORED_WITHIN_MS = 3000
const LOOK_AGAIN_MS = 100

const keyOf = (project: string, id: string) => `${project}/classifications/${id}.png`

/** Pictures as networks saw them, in the store: whichever replica is asked has them. */
@Injectable()
export class PicturesService {
  private readonly underWay = new Map<string, { png: Promise<Buffer>; stored: Promise<void> }>()

  constructor(
    private readonly store: ObjectStore,
    private readonly objects: ObjectsClient,
    private readonly pixels: PixelsClient,
    @Inject(LOGGER) private readonly logger: Logger,
    shutdown: Shutdown,
  ) {
    shutdown.first(() => Promise.all([...this.underWay.values()].map(({ stored }) => stored)))
  }

  /** Packs and stores a picture while the answer is under way already; until it is stored it is answered from here. */
  keep(project: string, id: string, seen: Pixels): void {
    const key = keyOf(project, id)
    // Begins once the answer is on the wire.
    const png = nextTurn().then(() => this.pixels.png(seen))
    const stored = png
      .then(bytes => this.store.put(key, bytes, 'image/png'))
      .catch(error => this.logger.warn({ key, error: messageOf(error) }, 'a seen picture was not stored'))
      .finally(() => this.underWay.delete(key))
    this.underWay.set(key, { png, stored })
  }

  async get(project: string, id: string): Promise<SeenPicture> {
    const png = ID.test(id) ? await this.find(keyOf(project, id), madeAt(id)) : undefined
    // A picture never changes, so its id is its tag.
    if (png) return { png, etag: id }
    throw new AppError(
      'not-found',
      'This picture is no longer there; it is kept for an hour.',
      'Classify the image again.',
    )
  }

  /** Looks once, and again for a while after a picture that was made just now. */
  private async find(key: string, madeAtMs: number): Promise<Buffer | undefined> {
    const isFresh = () => Math.abs(Date.now() - madeAtMs) < STORED_WITHIN_MS
    for (;;) {
      const known = this.underWay.get(key)
      if (known) return known.png
      try {
        return await this.objects.read(key, MAX_BYTES)
      } catch (error) {
        if (!(error instanceof ObjectGone)) throw error
      }
      if (!isFresh()) return undefined
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
}
