import http from 'node:http'
import https from 'node:https'
import { Client } from 'minio'
import { type ListedPage, readBucketError, readListedPage } from './bucket-answer.js'
import type { Allowed } from './outside-address.js'
import { placeOf } from './outside-address.js'
import { type Fetched, fetchOutside, OutsideError } from './outside-fetch.js'

export interface OutsideBucketConfig {
  /** http or https, without a path. */
  endpoint: string
  region: string
  bucket: string
  accessKey: string
  secretKey: string
}

const LIST = { bytes: 16 * 2 ** 20, timeoutMs: 30_000 }
const OBJECT_MS = 60_000
const ERROR_BYTES = 16 * 1024
/** For which an address that was signed holds: longer than any request lasts. */
const SIGNED_S = 300

/**
 * A bucket that a person named, with that person's keys. Each request is an address signed here and fetched like any other address from outside:
 * public hosts only, no redirect followed, size and time bounded. Throws `OutsideError`; `codeOf` tells what the server said.
 */
export class OutsideBucket {
  private readonly client: Client
  private readonly agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

  constructor(
    private readonly config: OutsideBucketConfig,
    private readonly allowed: readonly Allowed[],
  ) {
    const endpoint = new URL(config.endpoint)
    const { host, port } = placeOf(endpoint)
    const { accessKey, secretKey, region } = config
    this.client = new Client({
      endPoint: host,
      port,
      useSSL: endpoint.protocol === 'https:',
      accessKey,
      secretKey,
      region,
    })
  }

  /** A page of what lies below a prefix, by key. */
  async page(prefix: string, after?: string): Promise<ListedPage> {
    const query = {
      'list-type': '2',
      'encoding-type': 'url',
      'max-keys': '1000',
      prefix,
      ...(after !== undefined && { 'continuation-token': after }),
    }
    const { body } = await this.fetch('', query, LIST)
    const page = readListedPage(body.toString())
    if (page) return page
    const message = `${new URL(this.config.endpoint).host} answers, but not as an S3 server does.`
    throw new OutsideError('url-status', message, 'Give the address of the S3 server itself, without a path.')
  }

  /** A whole object of at most so many bytes. */
  async get(key: string, mostBytes: number): Promise<Buffer> {
    return (await this.fetch(key, {}, { bytes: mostBytes, timeoutMs: OBJECT_MS })).body
  }

  /** Ends what is kept open. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy()
  }

  private async fetch(
    key: string,
    query: Record<string, string>,
    limits: { bytes: number; timeoutMs: number },
  ): Promise<Fetched> {
    const url = await this.client.presignedUrl('GET', this.config.bucket, key, SIGNED_S, query)
    const more = { redirects: 0, errorBytes: ERROR_BYTES, agents: this.agents }
    return fetchOutside(url, this.allowed, { ...limits, ...more })
  }
}

/** What an S3 server gave as the reason of an error, such as NoSuchBucket; empty where it gave none. */
export const bucketErrorOf = ({ answer }: OutsideError) => readBucketError(answer?.body.toString() ?? '')
