import type { Refusal } from '@fovea/proto/common/v1/common'
import type { BucketSource } from '@fovea/proto/datasets/v1/datasets'
import { refusal } from '../datasets/refusals.js'
import type { BucketPlace } from './origin.js'

const S3_URL = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/is
const REGION = /^[a-z0-9-]{1,40}$/i
const LONGEST_PREFIX = 1024
const LONGEST_KEY = 256
/** The keys go into addresses: what is no plain sign is a mistake of copying. */
const PLAIN_KEY = /^[\x21-\x7e]+$/

export interface KnownBucket extends BucketPlace {
  bucket: string
  /** Empty, or ending in a slash: what lies beside the folder of that name is not meant. */
  prefix: string
}

/** What the address of a place means; it has been checked. */
export function bucketAt(place: BucketPlace): KnownBucket {
  const [, bucket = '', path = ''] = S3_URL.exec(place.url) ?? []
  return { ...place, bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` }
}

/** A bucket as it was asked for, or what is wrong with the words. */
export function readBucketPlace(given: BucketSource): KnownBucket | Refusal {
  const [url, region] = [given.url.trim(), given.region.trim() || 'us-east-1']
  const refuse = (field: string, message: string, remedy: string) =>
    refusal(
      `bad-${field.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)}`,
      `source.s3.${field}`,
      message,
      remedy,
    )
  const prefix = S3_URL.exec(url)?.[2] ?? ''
  if (!S3_URL.test(url) || prefix.length > LONGEST_PREFIX || prefix.includes('\0'))
    return refuse('url', 'This is no address of a bucket.', 'Give one such as s3://bucket/folder.')
  if (!REGION.test(region)) return refuse('region', 'This is no name of a region.', 'Give one such as eu-central-1.')
  const endpoint = given.endpoint.trim() || `https://s3.${region}.amazonaws.com`
  const read = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (
    !read ||
    !/^https?:$/.test(read.protocol) ||
    read.username ||
    read.password ||
    read.search ||
    read.pathname !== '/'
  )
    return refuse(
      'endpoint',
      'The endpoint is no address of an S3 server.',
      'Give http:// or https:// and the host, without a path, as in https://s3.example.org.',
    )
  const keys = { accessKey: 'access key', secretKey: 'secret key' } as const
  for (const field of ['accessKey', 'secretKey'] as const) {
    const key = given[field].trim()
    if (key === '')
      return refuse(field, `The ${keys[field]} is missing.`, 'Give the keys with which the bucket is read.')
    if (key.length > LONGEST_KEY || !PLAIN_KEY.test(key))
      return refuse(field, `The ${keys[field]} holds signs that no key has.`, 'Copy it once more, without spaces.')
  }
  return bucketAt({ url, endpoint: read.origin, region })
}
