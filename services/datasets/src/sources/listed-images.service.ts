import { constants } from 'node:fs'
import { open, readlink } from 'node:fs/promises'
import { AppError, fetchOutside, messageOf, OutsideError } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { isBelow } from './file-names.js'
import { isUrl } from './list-line.js'
import type { SourceImage } from './listing.js'
import type { Place, SourceBytes } from './origin.js'
import { Packing } from './packing.service.js'

/** An image of a list: where it lies, and where it stands in the list. */
export interface ListedImage {
  image: SourceImage
  /** A whole path or a URL. */
  from: string
  at: string
}

const LIMITS = { bytes: 20 * 2 ** 20, timeoutMs: 15_000 }
const MOST_FILE_BYTES = 64 * 2 ** 20
const MOST_URLS = 20_000
/** A host that failed so often in a row is not asked again. */
const PATIENCE = 10

/**
 * Images of lists that name URLs. They are fetched once and kept like an upload, with those of the disk beside them: what lies at a URL changes, a
 * source does not.
 */
@Injectable()
export class ListedImages {
  constructor(
    private readonly packing: Packing,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The images that could be read, in the order given; the others are told with their reason. */
  async keep(
    dataset: { id: string; project: string },
    listed: ListedImage[],
    { root }: Place,
    reject: (path: string, reason: string) => void,
    signal: AbortSignal,
  ): Promise<{ images: SourceImage[]; bytes: SourceBytes }> {
    const urls = listed.filter(({ from }) => isUrl(from)).length
    if (urls > MOST_URLS) {
      const message = `The lists name ${urls.toLocaleString('en')} images at URLs; at most ${MOST_URLS.toLocaleString('en')} are fetched.`
      throw new AppError('invalid', message, 'Download them below a data root and give their paths.')
    }
    const failures = new Map<string, number>()
    return this.packing.keep(
      dataset,
      listed.map(one => ({ ...one, bytes: LIMITS.bytes })),
      ({ from }) => this.read(from, root, failures),
      ({ at, from }, reason) => reject(`${at}: ${from}`, reason),
      signal,
    )
  }

  private read(from: string, root: string, failures: Map<string, number>): Promise<Buffer | string> {
    return isUrl(from) ? this.fetch(from, failures) : fileBelow(from, root)
  }

  private async fetch(url: string, failures: Map<string, number>): Promise<Buffer | string> {
    const host = URL.canParse(url) ? new URL(url).host : ''
    const failed = () => failures.get(host) ?? 0
    if (failed() >= PATIENCE) return `${host} failed ${PATIENCE} times in a row and is not asked again`
    try {
      const { body } = await fetchOutside(url, this.config.FOVEA_FETCH_ALLOW, LIMITS)
      failures.delete(host)
      return body
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      // That one image is missing or too large says nothing about the next.
      if (error.code === 'url-timeout' || error.code === 'url-unreachable') failures.set(host, failed() + 1)
      return error.message
    }
  }
}

/** The bytes of a file that, once open, still lies below the root; or why not. */
async function fileBelow(path: string, root: string): Promise<Buffer | string> {
  try {
    // What has become a pipe since it was looked at does not hold the build.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      if (!isBelow(await readlink(`/proc/self/fd/${handle.fd}`), root)) return 'its link leads outside the data root'
      const { size } = await handle.stat()
      if (size > MOST_FILE_BYTES) return `too large: ${size.toLocaleString('en')} bytes`
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    return `it cannot be read: ${messageOf(error)}`
  }
}
