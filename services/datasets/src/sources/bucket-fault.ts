import type { KnownBucket } from './bucket-place.js'

export interface BucketFault {
  code: string
  /** Of the source's fields. */
  field: 'url' | 'endpoint' | 'region' | 'accessKey' | 'secretKey'
  message: string
  remedy: string
  /** May be over in a moment. */
  isPassing: boolean
}

/** What went wrong, as `OutsideError` tells it, and what the S3 server said of it. */
export interface BucketError {
  code: string
  message: string
  remedy: string
  status: number
  said: { code: string; region: string }
}

const OTHER_REGION =
  /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|AuthorizationQueryParametersError|IllegalLocationConstraintException)$/
const PASSING_STATUS = new Set([429, 500, 502, 503, 504])

/** Why a bucket cannot be read, in words for whoever gave its address and keys. */
export function bucketFault({ bucket, region, endpoint }: KnownBucket, error: BucketError): BucketFault {
  const { code, message, remedy, status, said } = error
  const host = new URL(endpoint).host
  const is = (
    code: string,
    field: BucketFault['field'],
    message: string,
    remedy: string,
    isPassing = false,
  ): BucketFault => ({ code, field, message, remedy, isPassing })
  if (code !== 'url-status') return is(code, 'endpoint', message, remedy, /unreachable|timeout/.test(code))
  if (said.code === 'NoSuchBucket')
    return is(
      'no-bucket',
      'url',
      `There is no bucket "${bucket}" at ${host}.`,
      'Check how it is spelt, and the endpoint.',
    )
  if (said.code === 'InvalidAccessKeyId')
    return is('bad-access-key', 'accessKey', `${host} does not know this access key.`, 'Copy both keys once more.')
  if (said.code === 'SignatureDoesNotMatch')
    return is(
      'bad-secret-key',
      'secretKey',
      'The secret key does not belong to the access key.',
      'Copy both keys once more.',
    )
  if (OTHER_REGION.test(said.code)) {
    const where = said.region ? `in ${said.region}, ` : ''
    return is('other-region', 'region', `The bucket "${bucket}" is ${where}not in ${region}.`, 'Give its own region.')
  }
  if (status >= 300 && status < 400)
    return is(
      'url-redirects',
      'endpoint',
      `${host} leads elsewhere (${status}), where these keys are not taken.`,
      'Give the address at which it ends, and the region of the bucket.',
    )
  if (status === 401 || status === 403)
    return is(
      'keys-refused',
      'accessKey',
      `These keys may not read the bucket "${bucket}"${said.code && ` (${said.code})`}.`,
      'Allow them to list it and to get its objects (s3:ListBucket, s3:GetObject).',
    )
  if (PASSING_STATUS.has(status))
    return is(
      'bucket-away',
      'endpoint',
      `${host} answers ${status}${said.code && ` (${said.code})`}.`,
      'Try it again.',
      true,
    )
  return is('bad-endpoint', 'endpoint', said.code ? `${host} answers ${said.code}.` : message, 'Check the endpoint.')
}
