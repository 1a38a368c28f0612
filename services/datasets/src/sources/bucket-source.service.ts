import type { Refusal } from '@fovea/proto/common/v1/common'
import type { BucketSource } from '@fovea/proto/datasets/v1/datasets'
import {
  AppError,
  bucketErrorOf,
  type ListedObject,
  OutsideBucket,
  OutsideError,
  seal,
  unseal,
} from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { refusal } from '../datasets/refusals.js'
import { layOut } from './archive-layout.js'
import { readMember } from './archive-member.js'
import { type BucketFault, bucketFault } from './bucket-fault.js'
import { bucketAt, type KnownBucket, readBucketPlace } from './bucket-place.js'
import { type Listing, Rejections } from './listing.js'
import type { BucketPlace, Origin } from './origin.js'
import { Packing } from './packing.service.js'
import { SourcesRepository } from './sources.repository.js'

interface Keys {
  accessKey: string
  secretKey: string
}

const MOST_OBJECTS = 1_000_000
const MOST_PAGES = 10_000
const MOST_IMAGE_BYTES = 64 * 2 ** 20
const MOST_BYTES = 256 * 2 ** 30
/** Of a prefix that is just named: enough to meet an image. */
const PAGES_LOOKED_AT = 3
const TRIES = 4
const PAUSE_MS = 500

/** Images below a prefix of somebody's bucket: listed and copied once, with keys that are kept sealed until then. */
@Injectable()
export class BucketSources {
  constructor(
    private readonly sources: SourcesRepository,
    private readonly packing: Packing,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A bucket in which there is an image, and the keys to it sealed for the dataset; or what is wrong. */
  async check(
    given: BucketSource,
    dataset: { id: string; project: string },
  ): Promise<{ origin: Origin; keys: Buffer } | Refusal> {
    const place = readBucketPlace(given)
    if ('code' in place) return place
    const keys: Keys = { accessKey: given.accessKey.trim(), secretKey: given.secretKey.trim() }
    const bucket = this.open(place, keys)
    try {
      let after: string | undefined
      for (let pages = 0; pages < PAGES_LOOKED_AT; pages++) {
        const { objects, next } = await bucket.page(place.prefix, after)
        const hasImage = objects.some(object => 'path' in (memberOf(place, object) ?? {}))
        if (hasImage || (next && pages + 1 === PAGES_LOOKED_AT)) {
          const { url, endpoint, region } = place
          const sealed = seal(JSON.stringify(keys), placeOf(dataset), this.config.FOVEA_SEAL_KEY)
          return { origin: { kind: 's3', url, endpoint, region }, keys: sealed }
        }
        if (!next) break
        after = next
      }
    } catch (error) {
      const { code, field, message, remedy } = faultOf(place, error)
      return refusal(code, `source.s3.${field}`, message, remedy)
    } finally {
      bucket.close()
    }
    const message = `There is no image below ${place.url}.`
    return refusal(
      'empty-prefix',
      'source.s3.url',
      message,
      'Name the folder that holds one sub-folder of images a class.',
    )
  }

  /** What lies there now, copied. */
  async list(dataset: { id: string; project: string }, at: BucketPlace, signal: AbortSignal): Promise<Listing> {
    const place = bucketAt(at)
    const bucket = this.open(place, await this.keysOf(dataset))
    // What is on its way is not waited for.
    const close = () => bucket.close()
    signal.addEventListener('abort', close, { once: true })
    const patiently = <T>(work: () => Promise<T>) => tryPatiently(place, signal, work)
    try {
      const rejections = new Rejections()
      const objects = await this.objects(bucket, place, rejections, patiently)
      const { classes, images, rejected } = layOut(objects)
      if (classes.length < 2) {
        const found = classes.length === 1 ? `only one, "${classes[0]}"` : 'none'
        const message = `A dataset needs at least two classes, each a folder of images; ${at.url} has ${found}.`
        throw new AppError('invalid', message, 'Name the folder above the class folders.')
      }
      const sizes = new Map(objects.map(({ file, bytes }) => [file, bytes]))
      const kept = await this.packing.keep(
        dataset,
        images.map(image => ({ image, bytes: sizes.get(image.file ?? '') ?? 0 })),
        ({ image }) => read(place, () => patiently(() => bucket.get(image.file ?? '', MOST_IMAGE_BYTES))),
        ({ image }, reason) => rejections.add(image.path, reason),
        signal,
      )
      return { classes, ...kept, rejected: [...rejections.all, ...rejected] }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof AppError) throw error
      const { message, remedy } = faultOf(place, error)
      throw new AppError('invalid', message, remedy)
    } finally {
      signal.removeEventListener('abort', close)
      bucket.close()
    }
  }

  /** Images by name below the prefix; `file` is the whole key. */
  private async objects(
    bucket: OutsideBucket,
    place: KnownBucket,
    rejections: Rejections,
    patiently: <T>(work: () => Promise<T>) => Promise<T>,
  ) {
    const found: { path: string; file: string; bytes: number }[] = []
    let total = 0
    let after: string | undefined
    for (let pages = 0; ; pages++) {
      const { objects, next } = await patiently(() => bucket.page(place.prefix, after))
      for (const object of objects) {
        const member = memberOf(place, object)
        if (!member) continue
        if ('fault' in member) {
          rejections.add(object.key.slice(place.prefix.length), member.fault)
          continue
        }
        found.push({ path: member.path, file: object.key, bytes: object.bytes })
        total += object.bytes
      }
      if (found.length > MOST_OBJECTS || pages >= MOST_PAGES || total > MOST_BYTES) {
        const most = `${MOST_OBJECTS.toLocaleString('en')} images and ${MOST_BYTES / 2 ** 30} GiB`
        throw new AppError(
          'invalid',
          `Below ${place.url} lies more than is copied: at most ${most}.`,
          'Name a folder with fewer.',
        )
      }
      if (!next) return found
      after = next
    }
  }

  private open({ endpoint, region, bucket }: KnownBucket, keys: Keys): OutsideBucket {
    return new OutsideBucket({ endpoint, region, bucket, ...keys }, this.config.FOVEA_FETCH_ALLOW)
  }

  private async keysOf(dataset: { id: string; project: string }): Promise<Keys> {
    const sealed = await this.sources.keys(dataset.project, dataset.id)
    const text = sealed && unseal(sealed, placeOf(dataset), this.config.FOVEA_SEAL_KEY)
    if (text) return JSON.parse(text)
    const message =
      'The keys of its bucket cannot be read any more: they were sealed with another key of this platform.'
    throw new AppError('invalid', message, 'Make the dataset anew, with its keys.')
  }
}

const placeOf = ({ id, project }: { id: string; project: string }) => `${project}/${id}`

const memberOf = ({ prefix }: KnownBucket, { key, bytes }: ListedObject) =>
  readMember(key.slice(prefix.length), 'file', bytes, MOST_IMAGE_BYTES)

/** The bytes of one image, or why that one is not there to be had; what concerns them all is thrown. */
async function read(place: KnownBucket, get: () => Promise<Buffer>): Promise<Buffer | string> {
  try {
    return await get()
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    const { code, message, isPassing } = faultOf(place, error)
    if (error.answer?.status === 404 && code !== 'no-bucket') return 'it is gone from the bucket since it was listed'
    if (code === 'keys-refused') return 'the keys may not read it'
    if (code === 'too-large') return message
    if (isPassing || code !== 'bad-endpoint') throw error
    return `it cannot be read: ${message}`
  }
}

async function tryPatiently<T>(place: KnownBucket, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      if (tried === TRIES || !faultOf(place, error).isPassing) throw error
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS * 4 ** (tried - 1)))
    }
  }
}

function faultOf(place: KnownBucket, error: unknown): BucketFault {
  if (!(error instanceof OutsideError)) throw error
  const { code, message, remedy, answer } = error
  return bucketFault(place, { code, message, remedy, status: answer?.status ?? 0, said: bucketErrorOf(error) })
}
