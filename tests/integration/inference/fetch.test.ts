import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomWeights } from './lenet.js'
import { addSnapshot, asUser, PROJECT, type Started, startInference } from './service.js'

/** 1×1, white. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)

let service: Started
let outside: Server
let answer: RequestListener
let url: string

beforeAll(async () => {
  outside = createServer((request, response) => answer(request, response))
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
  const address = outside.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url = `http://127.0.0.1:${address.port}/picture`
  service = await startInference({ fetchAllow: `127.0.0.1:${address.port}` })
})

afterAll(async () => {
  outside?.close()
  await service?.stop()
})

const fetchUpload = (url: string) => asUser(() => service.client.fetchUpload({ project: PROJECT, url }))

it('keeps a fetched image as an upload, which can then be asked about', async () => {
  answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG)
  const { result } = await fetchUpload(` ${url} `)
  if (result?.$case !== 'fetched') throw new Error(JSON.stringify(result))
  // By its first bytes: what the server says of it would make a page of it.
  expect(result.value).toMatchObject({ contentType: 'image/png', bytes: PNG.length })
  const snapshot = randomUUID()
  await addSnapshot(service, snapshot, randomWeights(service.world.plan, 1))
  const asked = { project: PROJECT, snapshot, upload: result.value.upload, top: 5 }
  const { result: answered } = await asUser(() => service.client.classify(asked))
  expect(answered?.$case).toBe('classification')
})

it('never shows a page of somebody else from here', async () => {
  answer = (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<html>')
  const { result } = await fetchUpload(url)
  expect(result).toMatchObject({ $case: 'fetched', value: { contentType: 'application/octet-stream' } })
})

it.each([
  ['http://localhost:1/x.png', 'url-refused'],
  ['http://169.254.169.254/latest/', 'url-refused'],
  ['http://[fd00:ec2::254]/', 'url-refused'],
  ['file:///etc/passwd', 'url-bad'],
  ['picture', 'url-bad'],
])('refuses %s, and keeps nothing', async (url, code) => {
  const { result } = await fetchUpload(url)
  expect(result).toMatchObject({ $case: 'refusal', value: { code, field: 'url' } })
})

it('follows no redirect to the inside', async () => {
  answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  expect((await fetchUpload(url)).result).toMatchObject({ value: { code: 'url-refused' } })
})

it('takes 20 MiB and no more', async () => {
  answer = (_, response) => response.writeHead(200).end(Buffer.alloc(20 * 2 ** 20 + 1))
  expect((await fetchUpload(url)).result).toMatchObject({ value: { code: 'too-large' } })
})
