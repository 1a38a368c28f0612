import { expect, it } from 'vitest'
import { bucketFault } from './bucket-fault.js'
import { bucketAt } from './bucket-place.js'

const place = bucketAt({ url: 's3://ships/set', endpoint: 'https://s3.example.org', region: 'us-east-1' })
const error = {
  code: 'url-status',
  message: 'it answers.',
  remedy: 'look',
  status: 400,
  said: { code: '', region: '' },
}
const said = (status: number, code: string, region = '') => ({ ...error, status, said: { code, region } })

it.each([
  [said(404, 'NoSuchBucket'), 'url', 'no bucket "ships" at s3.example.org', false],
  [said(403, 'InvalidAccessKeyId'), 'accessKey', 'does not know', false],
  [said(403, 'SignatureDoesNotMatch'), 'secretKey', 'does not belong', false],
  [said(403, 'AccessDenied'), 'accessKey', 'may not read the bucket "ships" (AccessDenied)', false],
  [said(403, ''), 'accessKey', 'may not read the bucket "ships".', false],
  [said(301, 'PermanentRedirect', 'eu-west-1'), 'region', 'is in eu-west-1, not in us-east-1', false],
  [said(400, 'AuthorizationHeaderMalformed', 'eu-west-1'), 'region', 'is in eu-west-1', false],
  [said(400, 'PermanentRedirect'), 'region', 'is not in us-east-1', false],
  [said(307, ''), 'endpoint', 'leads elsewhere (307)', false],
  [said(503, 'SlowDown'), 'endpoint', '503 (SlowDown)', true],
  [said(500, ''), 'endpoint', '500', true],
  [said(404, ''), 'endpoint', 'it answers.', false],
  [said(400, 'MalformedXML'), 'endpoint', 'MalformedXML', false],
  [{ ...error, code: 'url-refused' }, 'endpoint', 'it answers.', false],
  [{ ...error, code: 'url-unreachable' }, 'endpoint', 'it answers.', true],
  [{ ...error, code: 'url-timeout' }, 'endpoint', 'it answers.', true],
])('%j is told at %s', (error, field, message, isPassing) =>
  expect(bucketFault(place, error)).toMatchObject({ field, message: expect.stringContaining(message), isPassing }),
)
