import { ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { pieceKey, piecesPrefix } from '../builds/keys.js'
import type { SourceImage } from './listing.js'
import type { SourceBytes } from './origin.js'
import { TarParts } from './tar-parts.js'
import { UploadsRepository } from './uploads.repository.js'

/** An image that lies where it may change or go. */
export interface Fleeting {
  image: SourceImage
  /** How large it is, or may be. */
  bytes: number
}

/** Read at once; all of them are in memory together. */
const MOST_AT_ONCE = 64
const MOST_BYTES_AT_ONCE = 160 * 2 ** 20

/** Keeps images whose bytes lie nowhere that stays: each is read once, and kept as if it had been sent, so that a source stays what it was. */
@Injectable()
export class Packing {
  constructor(
    private readonly uploads: UploadsRepository,
    private readonly objects: ObjectStore,
  ) {}

  /** The images that could be read, in the order given; of the others, `reject` is told the reason. */
  async keep<T extends Fleeting>(
    dataset: { id: string; project: string },
    all: T[],
    read: (one: T) => Promise<Buffer | string>,
    reject: (one: T, reason: string) => void,
    signal: AbortSignal,
  ): Promise<{ images: SourceImage[]; bytes: SourceBytes }> {
    const { project } = dataset
    const owner = await this.uploads.begin(dataset)
    // A listing that was begun before may have brought more.
    await this.objects.removePrefix(piecesPrefix(project, owner))
    const parts = new TarParts((part, bytes) =>
      this.objects.put(pieceKey({ project, id: owner }, part), bytes, 'application/x-tar'),
    )
    const images: SourceImage[] = []
    for (const some of batches(all)) {
      signal.throwIfAborted()
      const found = await Promise.all(some.map(read))
      for (const [n, one] of some.entries()) {
        const bytes = found[n]
        if (Buffer.isBuffer(bytes)) images.push({ ...one.image, file: await parts.add(bytes) })
        else reject(one, bytes ?? '')
      }
    }
    await parts.end()
    await this.uploads.end(project, owner, parts)
    return { images, bytes: { kind: 'pieces', owner, count: parts.count, bytes: parts.bytes, isTarParts: true } }
  }
}

function* batches<T extends Fleeting>(all: T[]): Generator<T[]> {
  let some: T[] = []
  let bytes = 0
  for (const one of all) {
    if (some.length === MOST_AT_ONCE || (some.length > 0 && bytes + one.bytes > MOST_BYTES_AT_ONCE)) {
      yield some
      some = []
      bytes = 0
    }
    some.push(one)
    bytes += one.bytes
  }
  if (some.length > 0) yield some
}
