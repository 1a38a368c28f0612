import { expect, it } from 'vitest'
import { readBucketError, readListedPage } from './bucket-answer.js'

const page = (inner: string) =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`
const contents = (key: string, size = '5') =>
  `<Contents><Key>${key}</Key><LastModified>x</LastModified><Size>${size}</Size></Contents>`

it.each([
  ['a/b.png', 'a/b.png'],
  ['a/b%0Ac+d%2B.png', 'a/b\nc d+.png'],
  ['%E8%88%B9/a%26b.png', '船/a&b.png'],
  ['a%FF.png', 'a\uFFFD.png'],
])('reads the encoded key %s', (key, read) =>
  expect(readListedPage(page(`<EncodingType>url</EncodingType>${contents(key)}`))?.objects).toEqual([
    { key: read, bytes: 5 },
  ]),
)

it.each([
  ['a&amp;b+c.png', 'a&b+c.png'],
  ['a&#10;&#x41;&lt;.png', 'a\nA<.png'],
  ['100%.png', '100%.png'],
  ['&#x1FFFFF;&nope;', '\uFFFD&nope;'],
])('reads the plain key %s', (key, read) =>
  expect(readListedPage(page(contents(key)))?.objects).toEqual([{ key: read, bytes: 5 }]),
)

it('goes on where the page was cut, and only there', () => {
  const token = '<NextContinuationToken>a&amp;b=</NextContinuationToken>'
  expect(readListedPage(page(`<IsTruncated>true</IsTruncated>${token}`))).toEqual({ objects: [], next: 'a&b=' })
  expect(readListedPage(page(`<IsTruncated>false</IsTruncated>${token}`))?.next).toBeUndefined()
  expect(readListedPage(page('<IsTruncated>true</IsTruncated>'))?.next).toBeUndefined()
})

it.each(['', '<html>', 'a<Contents>', page('<Contents><Key>a')])('%j is no page', xml =>
  expect(readListedPage(xml)).toBeUndefined(),
)

it('reads what an error says', () => {
  expect(readBucketError('<Error><Code>NoSuchBucket</Code><Message>x</Message></Error>')).toEqual({
    code: 'NoSuchBucket',
    region: '',
  })
  expect(readBucketError('<Error><Code>PermanentRedirect</Code><Region>eu-west-1</Region>')).toEqual({
    code: 'PermanentRedirect',
    region: 'eu-west-1',
  })
  expect(readBucketError('<html>')).toEqual({ code: '', region: '' })
})
