import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BucketSource, DatasetState, type Source } from '@fovea/proto/datasets/v1/datasets'
import { ObjectStore, s3Config } from '@fovea/service-kit'
import { Client } from 'minio'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { Between } from './between.js'
import { drawPicture } from './pictures.js'
import { asUser, ended, made, PROJECT, recipe, refused, type Started, startDatasets, until } from './service.js'

vi.setConfig({ testTimeout: 120_000 })

const BUCKET = 'pictures'
let service: Started
let theirs: ObjectStore
let given: BucketSource
const proxy = new Between()

beforeAll(async () => {
  await proxy.listen()
  service = await startDatasets({ FOVEA_FETCH_ALLOW: proxy.host })
  const { FOVEA_S3_ENDPOINT: endpoint = '', ...env } = service.servers.env
  proxy.target = endpoint
  const { FOVEA_S3_ACCESS_KEY: accessKey = '', FOVEA_S3_SECRET_KEY: secretKey = '' } = env
  const { hostname, port } = new URL(endpoint)
  await new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey }).makeBucket(BUCKET)
  theirs = new ObjectStore({ ...s3Config.parse(service.servers.env), FOVEA_S3_BUCKET: BUCKET })
  given = { url: `s3://${BUCKET}/set`, endpoint: `http://${proxy.host}`, region: 'us-east-1', accessKey, secretKey }
  await fill('set', { 'no ship': 8, ship: 8 })
})
beforeEach(() => {
  proxy.meddle = async () => false
})
afterAll(async () => {
  proxy.stop()
  await service?.stop()
})

/** Another picture each time. */
function picture(seed: number): Buffer {
  const path = join(service.data, 'picture.ppm')
  drawPicture(path, seed)
  return readFileSync(path)
}

async function fill(prefix: string, classes: Record<string, number>): Promise<void> {
  let seed = 0
  for (const [name, count] of Object.entries(classes))
    for (let n = 0; n < count; n++) await theirs.put(`${prefix}/${name}/${n}.ppm`, picture(seed++), 'image/x-portable')
}

const source = (change: Partial<BucketSource> = {}): Source => ({
  from: { $case: 's3', value: { ...given, ...change } },
})
const build = async (name: string, from: Source, change: Partial<typeof recipe> = {}) =>
  ended(service, made(await service.create({ name, source: from, recipe: { ...recipe, ...change } })).id)
/** Waits for a request of this build, not of one before it. */
const askedFor = (name: string, before: number) =>
  until(`${name} to be asked for`, async () =>
    proxy.asked.slice(before).some(path => path.endsWith(name)) ? true : undefined,
  )
const sealed = () => service.sql('SELECT sealed FROM source_keys')

it('builds what lies below a prefix, and forgets the keys as soon as it is read', async () => {
  await theirs.put('set/.hidden/0.ppm', picture(1), 'image/x-portable')
  await theirs.put('set/ship/readme.md', 'words', 'text/plain')
  await theirs.put('set/loose.ppm', picture(1), 'image/x-portable')
  await theirs.put('set/ship/broken.png', 'words', 'image/png')
  await theirs.put('set of others/class/0.ppm', picture(1), 'image/x-portable')
  let during = 0
  proxy.meddle = async path => {
    if (path.endsWith('/0.ppm')) during = (await sealed()).length
    return false
  }
  const dataset = await build('ships', source())
  expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['no ship', 'ship'], folder: given.url })
  expect(dataset.counts.map(({ perClass }) => perClass)).toEqual([
    [6, 6],
    [2, 2],
    [0, 0],
  ])
  expect(Object.fromEntries(dataset.rejected.map(({ path, reason }) => [path, reason]))).toEqual({
    'ship/readme.md': 'not an image file name',
    'loose.ppm': 'it lies in no class folder',
    'ship/broken.png': expect.stringContaining('not an image'),
  })
  expect(during).toBe(1)
  expect(await sealed()).toEqual([])

  // What it was made of is told without the keys, and another recipe asks nobody again.
  expect(dataset.source).toEqual(source({ accessKey: '', secretKey: '' }))
  const before = proxy.asked.length
  const again: Source = { from: { $case: 'dataset', value: { dataset: dataset.id, dealsAnew: false } } }
  const grey = await build('grey', again, { channels: 1 })
  expect(grey).toMatchObject({ state: DatasetState.READY, filesTotal: dataset.filesTotal })
  expect(proxy.asked.length).toBe(before)

  for (const { id } of [dataset, grey]) {
    await asUser(() => service.datasets.deleteDataset({ project: PROJECT, id }))
    await service.sql("UPDATE dataset SET deleted_at = deleted_at - interval '1 minute' WHERE id = $1", [id])
  }
  await until('everything of it to be gone', async () =>
    (await service.keys()).length + (await service.sql('SELECT 1 FROM upload')).length === 0 ? true : undefined,
  )
  for (const key of ['.hidden/0.ppm', 'loose.ppm', 'ship/readme.md', 'ship/broken.png'])
    await theirs.remove([`set/${key}`])
})

it('reads names of every kind, and splits where the folders are splits', async () => {
  const names = ['a b+c&d=e.ppm', 'two\nlines.ppm', '船 100%.ppm', '"quoted\'?#.ppm', 'é.ppm', '..ppm.ppm']
  for (const [n, name] of names.entries())
    for (const folder of ['train/a', 'train/b', 'val/a', 'val/b'])
      await theirs.put(`odd names/x/${folder}/${name}`, picture(n), 'image/x-portable')
  const dataset = await build('odd', source({ url: `s3://${BUCKET}/odd names/` }))
  expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['a', 'b'], folder: `s3://${BUCKET}/odd names/` })
  // Files that begin with a dot are hidden.
  expect(dataset.counts.map(({ perClass }) => perClass)).toEqual([
    [5, 5],
    [5, 5],
    [0, 0],
  ])
  expect(dataset.rejected).toEqual([])
  const images = await asUser(() =>
    service.datasets.listImages({ project: PROJECT, dataset: dataset.id, split: 'val', label: 0, first: 9, after: '' }),
  )
  expect(images.images.map(({ path }) => path.slice('x/val/a/'.length)).sort()).toEqual(names.slice(0, 5).sort())
})

it('lists more than a page', async () => {
  await fill('many', { even: 3, odd: 3 })
  for (let at = 0; at < 1000; at += 50)
    await Promise.all(Array.from({ length: 50 }, (_, n) => theirs.put(`many/notes/${at + n}.txt`, '', 'text/plain')))
  const before = proxy.asked.length
  const dataset = await build('many', source({ url: `s3://${BUCKET}/many` }))
  expect(dataset).toMatchObject({ state: DatasetState.READY, filesTotal: 6, rejectedCount: 1000 })
  expect(proxy.asked.slice(before).filter(path => path === `/${BUCKET}`)).toHaveLength(3)
})

it.each([
  ['another access key', { accessKey: 'nobody' }, 'accessKey', 'does not know this access key'],
  ['another secret key', { secretKey: 'wrong' }, 'secretKey', 'does not belong to the access key'],
  ['no keys', { accessKey: '' }, 'accessKey', 'access key is missing'],
  ['a bucket that is not there', { url: 's3://nowhere/set' }, 'url', 'There is no bucket "nowhere"'],
  ['a prefix with nothing below it', { url: `s3://${BUCKET}/nothing` }, 'url', 'There is no image below'],
  ['no address', { url: 'pictures/set' }, 'url', 'This is no address of a bucket'],
  ['a closed port', { endpoint: 'http://127.0.0.1:1' }, 'endpoint', 'this machine itself'],
  ['a private network', { endpoint: 'http://10.0.0.1' }, 'endpoint', 'private network'],
  ['the metadata of a cloud', { endpoint: 'http://169.254.169.254' }, 'endpoint', 'link-local'],
  ['a name that leads inside', { endpoint: 'http://localhost:9' }, 'endpoint', 'this machine itself'],
  ['no host at all', { endpoint: 'https://no-such-host.invalid' }, 'endpoint', 'there is no such host'],
])('refuses %s at its field', async (_, change, field, message) => {
  const refusal = refused(await service.create({ name: 'refused', source: source(change) }))
  expect(refusal).toMatchObject({ field: `source.s3.${field}`, message: expect.stringContaining(message) })
  expect(refusal.remedy).not.toBe('')
  expect(await sealed()).toEqual([])
})

it.each([
  ['leads elsewhere', 307, 'leads elsewhere (307)'],
  ['answers with a page', 200, 'not as an S3 server does'],
  ['denies', 403, 'may not read the bucket'],
])('refuses a server that %s', async (_, status, message) => {
  proxy.meddle = async (__, response) => {
    response.writeHead(status, { location: 'http://169.254.169.254/latest/meta-data/' }).end('<html>')
    return true
  }
  const refusal = refused(await service.create({ name: 'refused', source: source() }))
  expect(refusal.message).toContain(message)
})

it('tells what is gone or closed when it is read, and asks again where the server is only busy', async () => {
  const tried = new Map<string, number>()
  proxy.meddle = async (path, response) => {
    tried.set(path, (tried.get(path) ?? 0) + 1)
    if (path.endsWith('no ship/0.ppm')) await theirs.remove(['set/no ship/0.ppm'])
    const status = path.endsWith('no ship/1.ppm') ? 403 : path.endsWith('ship/2.ppm') && tried.get(path) === 1 ? 503 : 0
    if (status) response.writeHead(status).end()
    return status !== 0
  }
  const dataset = await build('moving', source())
  expect(dataset).toMatchObject({ state: DatasetState.READY, filesTotal: 14 })
  expect(Object.fromEntries(dataset.rejected.map(({ path, reason }) => [path, reason]))).toEqual({
    'no ship/0.ppm': 'it is gone from the bucket since it was listed',
    'no ship/1.ppm': 'the keys may not read it',
  })
  expect(tried.get(`/${BUCKET}/set/ship/2.ppm`)).toBe(2)
})

it('ends with a reason where only one class lies there, or the keys are taken back meanwhile', async () => {
  await fill('lonely', { alone: 2 })
  const url = `s3://${BUCKET}/lonely/alone`
  expect(await build('lonely', source({ url }))).toMatchObject({
    state: DatasetState.FAILED,
    reason: `A dataset needs at least two classes, each a folder of images; ${url} has none.`,
  })
  proxy.meddle = async (path, response) => {
    if (path.endsWith('.ppm')) response.writeHead(403).end('<Error><Code>InvalidAccessKeyId</Code></Error>')
    return path.endsWith('.ppm')
  }
  expect(await build('taken back', source())).toMatchObject({
    state: DatasetState.FAILED,
    reason: expect.stringContaining('does not know this access key'),
  })
  expect(await sealed()).toEqual([])
  await until('what was copied in vain to be gone', async () => {
    const rooms =
      "SELECT 1 FROM upload u WHERE NOT EXISTS (SELECT FROM dataset d WHERE d.upload = u.id AND d.state = 'READY')"
    return (await service.sql(rooms)).length === 0 ? true : undefined
  })
})

it('never says the keys: not in its log, not in its rows, not in its objects', async () => {
  const { accessKey, secretKey } = given
  expect(accessKey).not.toBe('')
  expect(readFileSync(service.log, 'utf8')).not.toContain(secretKey)
  const rows = await service.sql('SELECT d::text AS row FROM dataset d UNION ALL SELECT s::text FROM source s')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(secretKey)
  for (const key of await service.keys()) expect((await service.store.get(key)).includes(secretKey)).toBe(false)
})

it('keeps them sealed across a kill, and cannot open them with another key of its own', async () => {
  proxy.meddle = async path => path.endsWith('.ppm') // never answered
  const before = proxy.asked.length
  const { id } = made(await service.create({ name: 'waiting', source: source() }))
  await askedFor('.ppm', before)
  const [{ sealed: bytes }] = await sealed()
  expect(Buffer.from(bytes).includes(given.secretKey)).toBe(false)
  await service.kill()
  service.env.FOVEA_SEAL_KEY = '00'.repeat(32)
  proxy.meddle = async () => false
  await service.restart()
  expect(await ended(service, id)).toMatchObject({
    state: DatasetState.FAILED,
    reason: expect.stringContaining('cannot be read any more'),
  })
  expect(await sealed()).toEqual([])
})

it('goes on after a kill while it copies', async () => {
  proxy.meddle = async path => path.endsWith('no ship/3.ppm') // never answered
  const before = proxy.asked.length
  const { id } = made(await service.create({ name: 'going on', source: source() }))
  await askedFor('no ship/3.ppm', before)
  await service.kill()
  proxy.meddle = async () => false
  await service.restart()
  expect(await ended(service, id)).toMatchObject({ state: DatasetState.READY, filesTotal: 15 })
})
