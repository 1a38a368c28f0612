import { createHash, createHmac } from 'node:crypto'

const sha256 = text => createHash('sha256').update(text).digest('hex')
const hmac = (key, text) => createHmac('sha256', key).update(text).digest()

/** Headers of a signed S3 request without a body (AWS Signature Version 4). */
export function signedHeaders({ method, url, accessKey, secretKey, now }) {
  const { host, pathname } = new URL(url)
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`
  const payload = sha256('')
  const names = 'host;x-amz-content-sha256;x-amz-date'
  const request = [
    method,
    pathname,
    '',
    `host:${host}`,
    `x-amz-content-sha256:${payload}`,
    `x-amz-date:${time}`,
    '',
    names,
    payload,
  ].join('\n')
  const key = ['us-east-1', 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secretKey}`, time.slice(0, 8)))
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex')
  return {
    'x-amz-date': time,
    'x-amz-content-sha256': payload,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/** One signed request for the bucket; answers the status. */
export async function bucketStatus(method, { endpoint, bucket, accessKey, secretKey }) {
  const url = `${endpoint.replace(/\/$/, '')}/${bucket}`
  const headers = signedHeaders({ method, url, accessKey, secretKey, now: new Date() })
  const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(10_000) })
  await response.arrayBuffer()
  return response.status
}

/** Makes the bucket if it is not there yet. */
export async function createBucket(s3) {
  if ((await bucketStatus('HEAD', s3)) === 200) return
  const status = await bucketStatus('PUT', s3)
  if (status !== 200 && status !== 409)
    throw new Error(`The bucket ${s3.bucket} could not be made at ${s3.endpoint}: HTTP ${status}.`)
}
