import { expect, it } from 'vitest'
import { bucketAt, readBucketPlace } from './bucket-place.js'

const given = { url: 's3://ships/2024/set', endpoint: '', region: '', accessKey: 'AKIA', secretKey: 'a/b+c=' }

it.each([
  [{}, { bucket: 'ships', prefix: '2024/set/', endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1' }],
  [{ region: 'eu-west-1' }, { endpoint: 'https://s3.eu-west-1.amazonaws.com' }],
  [{ url: ' s3://ships ' }, { url: 's3://ships', bucket: 'ships', prefix: '' }],
  [{ url: 's3://ships/' }, { prefix: '' }],
  [{ url: 's3://ships/a b/船/' }, { prefix: 'a b/船/' }],
  [{ endpoint: 'HTTP://Store.local:9000/' }, { endpoint: 'http://store.local:9000' }],
])('reads %j', (change, place) => expect(readBucketPlace({ ...given, ...change })).toMatchObject(place))

it.each([
  [{ url: '' }, 'bad-url', 'url'],
  [{ url: 'ships/set' }, 'bad-url', 'url'],
  [{ url: 'https://ships.s3.amazonaws.com/' }, 'bad-url', 'url'],
  [{ url: 's3://a_b/c' }, 'bad-url', 'url'],
  [{ url: `s3://ships/${'a'.repeat(2000)}` }, 'bad-url', 'url'],
  [{ region: 'eu west' }, 'bad-region', 'region'],
  [{ endpoint: 'store.local' }, 'bad-endpoint', 'endpoint'],
  [{ endpoint: 'ftp://store.local' }, 'bad-endpoint', 'endpoint'],
  [{ endpoint: 'https://a:b@store.local' }, 'bad-endpoint', 'endpoint'],
  [{ endpoint: 'https://store.local/minio' }, 'bad-endpoint', 'endpoint'],
  [{ accessKey: ' ' }, 'bad-access-key', 'accessKey'],
  [{ secretKey: '' }, 'bad-secret-key', 'secretKey'],
  [{ secretKey: 'a b' }, 'bad-secret-key', 'secretKey'],
  [{ accessKey: 'a\nb' }, 'bad-access-key', 'accessKey'],
])('refuses %j', (change, code, field) =>
  expect(readBucketPlace({ ...given, ...change })).toMatchObject({ code, field: `source.s3.${field}` }),
)

it('means the same place when it is read again', () => {
  const { bucket, prefix, ...place } = readBucketPlace(given) as ReturnType<typeof bucketAt>
  expect(bucketAt(place)).toEqual({ ...place, bucket, prefix })
})
