import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { Client } from 'minio'
import type { S3Config } from './config.js'
import { actorIfAny } from './context.js'
import { storeReads, whomFor } from './metrics.js'

export interface ObjectInfo {
  key: string
  bytes: number
  etag: string
  modifiedAt: Date
}

const countRead = () => storeReads.inc({ for: whomFor(actorIfAny()) })

const isMissing = (error: unknown) => ['NotFound', 'NoSuchKey'].includes((error as { code?: string }).code ?? '')

/** The one bucket, by key. Every key begins with its project. */
export class ObjectStore {
  private readonly client: Client

  constructor(private readonly config: S3Config) {
    const endpoint = new URL(config.FOVEA_S3_ENDPOINT)
    this.client = new Client({
      endPoint: endpoint.hostname,
      port: Number(endpoint.port || (endpoint.protocol === 'https:' ? 443 : 80)),
      useSSL: endpoint.protocol === 'https:',
      accessKey: config.FOVEA_S3_ACCESS_KEY,
      secretKey: config.FOVEA_S3_SECRET_KEY,
      region: 'us-east-1',
    })
  }

  private get bucket() {
    return this.config.FOVEA_S3_BUCKET
  }

  /** Answers when the bucket is reachable. */
  async probe(): Promise<void> {
    if (!(await this.client.bucketExists(this.bucket))) throw new Error(`bucket ${this.bucket} is missing`)
  }

  async put(key: string, body: Buffer | string, contentType: string): Promise<void> {
    await this.client.putObject(this.bucket, key, body, Buffer.byteLength(body), { 'Content-Type': contentType })
  }

  async putFile(key: string, path: string, bytes: number): Promise<void> {
    await this.client.putObject(this.bucket, key, createReadStream(path), bytes, {
      'Content-Type': 'application/octet-stream',
    })
  }

  /** The whole object; refuses one larger than `limitBytes` before reading it. */
  async get(key: string, limitBytes = 64 * 2 ** 20): Promise<Buffer> {
    countRead()
    const { size } = await this.client.statObject(this.bucket, key)
    if (size > limitBytes) throw new Error(`${key} has ${size} bytes; at most ${limitBytes} are read at once`)
    countRead()
    const chunks: Buffer[] = []
    for await (const chunk of await this.client.getObject(this.bucket, key)) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  }

  /** Copies an object within the store; false when it is not there any more. */
  async copy(from: string, to: string): Promise<boolean> {
    try {
      await this.client.copyObject(this.bucket, to, `/${this.bucket}/${from}`)
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  /** A stretch of an object in memory, shorter where the object ends; undefined when there is no such object. */
  async part(key: string, offset: number, bytes: number): Promise<Buffer | undefined> {
    try {
      const chunks: Buffer[] = []
      for await (const chunk of await this.getRange(key, offset, bytes)) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  getRange(key: string, offset: number, bytes: number): Promise<Readable> {
    countRead()
    return this.client.getPartialObject(this.bucket, key, offset, bytes)
  }

  stream(key: string): Promise<Readable> {
    countRead()
    return this.client.getObject(this.bucket, key)
  }

  /** Undefined when there is no such object. */
  async stat(key: string): Promise<ObjectInfo | undefined> {
    countRead()
    try {
      const { size, etag, lastModified } = await this.client.statObject(this.bucket, key)
      return { key, bytes: size, etag, modifiedAt: lastModified }
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async *list(prefix: string): AsyncGenerator<ObjectInfo> {
    for await (const item of this.client.listObjectsV2(this.bucket, prefix, true)) {
      if (!item.name) continue
      const { name: key, size: bytes = 0, etag = '', lastModified: modifiedAt = new Date() } = item
      yield { key, bytes, etag, modifiedAt }
    }
  }

  /** Prefixes one level below a prefix, each ending in a slash: at the root, one a project. */
  async *folders(prefix = ''): AsyncGenerator<string> {
    for await (const item of this.client.listObjectsV2(this.bucket, prefix, false)) {
      if (item.prefix) yield item.prefix
    }
  }

  async remove(keys: string[]): Promise<void> {
    if (keys.length > 0) await this.client.removeObjects(this.bucket, keys)
  }

  /** Removes every object below a prefix; safe to repeat. */
  async removePrefix(prefix: string): Promise<void> {
    let batch: string[] = []
    for await (const { key } of this.list(prefix)) {
      batch.push(key)
      if (batch.length === 500) {
        await this.remove(batch)
        batch = []
      }
    }
    await this.remove(batch)
  }

  /** Removes what lies below `prefix<id>/` for an id that nobody owns, unless it is younger than `olderThanMs`; answers how many objects that was. */
  async removeStrays(prefix: string, owners: ReadonlySet<string>, olderThanMs: number): Promise<number> {
    const latest = Date.now() - olderThanMs
    const strays: string[] = []
    for await (const { key, modifiedAt } of this.list(prefix)) {
      const owner = key.slice(prefix.length).split('/')[0] ?? ''
      if (!owners.has(owner) && modifiedAt.getTime() < latest) strays.push(key)
    }
    await this.remove(strays)
    return strays.length
  }

  presignGet(key: string, seconds = 3600): Promise<string> {
    return this.client.presignedGetObject(this.bucket, key, seconds)
  }

  presignPut(key: string, seconds = 3600): Promise<string> {
    return this.client.presignedPutObject(this.bucket, key, seconds)
  }
}

/** A store whose presigned URLs are for another host than the one it is reached at: the host a browser uses. */
export const storeSignedFor = (config: S3Config, origin: string): ObjectStore =>
  new ObjectStore({ ...config, FOVEA_S3_ENDPOINT: origin })
