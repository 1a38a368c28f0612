import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'

const MISSING = new Set(['NoSuchKey', 'NotFound'])

/** An object that is not in the store, or no longer. */
export class ObjectGone extends Error {}

/** An object of more bytes than are read. */
export class ObjectTooLarge extends Error {}

/** Whole objects in one round trip, checked. */
@Injectable()
export class ObjectsClient {
  constructor(private readonly store: ObjectStore) {}

  /** Throws `ObjectGone` or `ObjectTooLarge`. */
  async read(key: string, limitBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of await this.open(key)) {
      bytes += (chunk as Buffer).length
      if (bytes > limitBytes) throw new ObjectTooLarge(`${key} has more than ${limitBytes} bytes`)
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks)
  }

  /** Writes an object to a file and answers its bytes and hash. Throws `ObjectGone`. */
  async download(key: string, path: string): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash('sha256')
    let bytes = 0
    const count = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk)
        bytes += chunk.length
        done(null, chunk)
      },
    })
    await pipeline(await this.open(key), count, createWriteStream(path))
    return { bytes, sha256: hash.digest('hex') }
  }

  private async open(key: string) {
    try {
      return await this.store.stream(key)
    } catch (error) {
      if (MISSING.has((error as { code?: string }).code ?? '')) throw new ObjectGone(key)
      throw error
    }
  }
}
