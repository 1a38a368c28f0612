import type { SeenPicture } from '@fovea/proto/inference/v1/inference'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { ObjectGone, ObjectsClient } from '../objects.client.js'

const MAX_BYTES = 128 * 2 ** 20
const ID = /^[\w-]{1,100}$/

const keyOf = (project: string, id: string) => `${project}/classifications/${id}.png`

/** Pictures as networks saw them, in the store: whichever replica is asked has them. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly store: ObjectStore,
    private readonly objects: ObjectsClient,
  ) {}

  keep(project: string, id: string, png: Buffer): Promise<void> {
    return this.store.put(keyOf(project, id), png, 'image/png')
  }

  async get(project: string, id: string): Promise<SeenPicture> {
    try {
      if (!ID.test(id)) throw new ObjectGone(id)
      // A picture never changes, so its id is its tag.
      return { png: await this.objects.read(keyOf(project, id), MAX_BYTES), etag: id }
    } catch (error) {
      if (!(error instanceof ObjectGone)) throw error
      throw new AppError(
        'not-found',
        'This picture is no longer there; it is kept for an hour.',
        'Classify the image again.',
      )
    }
  }
}
