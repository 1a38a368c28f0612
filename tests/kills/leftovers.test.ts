import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ObjectStore } from '@fovea/service-kit'
import { Client } from 'minio'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawFolder } from '../integration/datasets/pictures.js'
import { type OwnPlatform, PROJECT, startPlatform } from '../support/platform.js'
import { until } from '../support/until.js'
import { beginBuild, beginDataset, isBuilt } from './build.js'
import type { Victim } from './cases.js'
import { Database } from './database.js'
import { orphans } from './orphans.js'
import { beginRun, makeModel, runRow } from './run.js'
import { beginUpload, packed, sendPiece } from './upload.js'
import { allReady, kill } from './victims.js'

/** Short, so that what goes after a day and after ten minutes goes while the test waits. */
const UPLOAD_S = 45
const STRAY_S = 15
const LONGEST_S = 120
const BUCKET = 'pictures'

let platform: OwnPlatform
let database: Database
let folder: string
const store = () => new ObjectStore(platform.s3Config)
const unfinished: string[] = []
const deleted: Record<'dataset' | 'run', string[]> = { dataset: [], run: [] }

const remove = async (kind: 'Dataset' | 'Run', id: string) => {
  const answer = await platform.ask(`mutation ($id: ID!) { gone: delete${kind}(id: $id) { __typename } }`, { id })
  expect(answer.gone.__typename).toBe(kind)
  deleted[kind === 'Run' ? 'run' : 'dataset'].push(id)
}
const built = (id: string) => until('the build', LONGEST_S, () => isBuilt(database, id))
const rows = async (sql: string, values: unknown[] = []) => (await database.rows(sql, values)).length

beforeAll(async () => {
  platform = await startPlatform({
    only: ['postgres', 'valkey', 'seaweedfs', 'datasets', 'models', 'jobs', 'inference', 'gateway'],
    env: {
      FOVEA_SHARD_BYTES: '24576',
      FOVEA_UPLOAD_SECONDS: `${UPLOAD_S}`,
      FOVEA_STRAY_SECONDS: `${STRAY_S}`,
      FOVEA_FETCH_ALLOW: '127.0.0.0/8',
    },
  })
  database = new Database(platform)
  folder = drawFolder(join(platform.dataRoot, 'ships'), [60, 60])
}, 300_000)

afterAll(() => platform?.stop())

it.each<Victim>(['gateway', 'datasets', 'seaweedfs', 'valkey', 'postgres'])(
  'an upload goes on after SIGKILL of %s while a piece is sent, and is a dataset; another is left as it is',
  { timeout: 240_000 },
  async victim => {
    const parts = packed(folder)
    const left = await beginUpload(platform, parts)
    expect(await sendPiece(platform, left, 0, parts[0] as Buffer)).toBe(true)
    unfinished.push(left)
    const upload = await beginUpload(platform, parts)
    await sendPiece(platform, upload, 0, parts[0] as Buffer)
    const sent = sendPiece(platform, upload, 1, parts[1] as Buffer, () => kill(platform, victim as 'gateway'))
    await sent.catch(() => false)
    await allReady(platform)
    await until('the piece to arrive', 30, () => sendPiece(platform, upload, 1, parts[1] as Buffer), 500)
    const id = await beginDataset(platform, { upload: { uploadId: upload } })
    await built(id)
    await remove('Dataset', id)
  },
)

it('a bucket that is copied is copied again after SIGKILL; what is aborted leaves nothing', {
  timeout: 240_000,
}, async () => {
  const {
    FOVEA_S3_ENDPOINT: endpoint,
    FOVEA_S3_ACCESS_KEY: accessKey,
    FOVEA_S3_SECRET_KEY: secretKey,
  } = platform.s3Config
  const { hostname, port } = new URL(endpoint)
  const theirs = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey })
  await theirs.makeBucket(BUCKET)
  for (const name of ['no ship', 'ship'])
    for (const file of readdirSync(join(folder, name)).slice(0, 40))
      await theirs.putObject(BUCKET, `${name}/${file}`, readFileSync(join(folder, name, file)))
  const begin = () =>
    beginDataset(platform, { s3: { url: `s3://${BUCKET}`, endpoint, region: 'us-east-1', accessKey, secretKey } })
  const scanning = (id: string) =>
    until(
      'it to be read',
      30,
      async () => {
        return (await rows(`SELECT 1 FROM datasets.dataset WHERE id = $1 AND upload IS NOT NULL`, [id])) > 0
      },
      2,
    )
  for (const victim of ['datasets', 'seaweedfs'] as const) {
    const id = await begin()
    await scanning(id)
    await kill(platform, victim)
    await allReady(platform)
    await built(id)
  }
  const id = await begin()
  await scanning(id)
  await platform.ask('mutation ($id: ID!) { abortDataset(id: $id) { __typename } }', { id })
  await kill(platform, 'datasets')
  await allReady(platform)
})

it('what is deleted goes, whatever is killed while it goes', { timeout: 400_000 }, async () => {
  const kept = await beginBuild(platform, folder)
  const gone = [await beginBuild(platform, folder)]
  await built(kept)
  const model = await makeModel(platform, kept)
  const run = await beginRun(platform, model)
  await until('the run to train', LONGEST_S, async () => {
    const { state, iteration } = await runRow(database, run)
    return state === 'RUNNING' && iteration > 0
  })
  await remove('Run', run)
  await kill(platform, 'jobs')
  for (const id of gone) await remove('Dataset', id)
  gone.push(await beginBuild(platform, folder))
  await remove('Dataset', gone[1] as string)
  const left = () =>
    rows(
      `SELECT 1 FROM datasets.dataset WHERE deleted_at IS NOT NULL UNION ALL SELECT 1 FROM jobs.run WHERE deleted_at IS NOT NULL`,
    )
  for (const victim of ['datasets', 'seaweedfs', 'jobs', 'postgres'] as const) {
    const before = await left()
    if (before === 0) break
    await until('the next to go', 90, async () => (await left()) < before, 5)
    await kill(platform, victim)
  }
  await allReady(platform)
})

it('in the end rows and objects name the same, both ways', { timeout: 240_000 }, async () => {
  const left = await until(
    'nothing to be left over',
    UPLOAD_S + 90,
    async () => (await orphans(platform, database, store())).length === 0 && ['nothing'],
    1000,
  ).catch(() => orphans(platform, database, store()))
  expect(left).toEqual(['nothing'])
  expect(unfinished).toHaveLength(5)
  expect(await rows('SELECT 1 FROM datasets.upload WHERE id = ANY($1)', [unfinished])).toBe(0)
  expect(deleted.dataset.length).toBeGreaterThan(5)
  expect(await rows('SELECT 1 FROM datasets.dataset WHERE id = ANY($1)', [deleted.dataset])).toBe(0)
  expect(await rows('SELECT 1 FROM jobs.run WHERE id = ANY($1)', [deleted.run])).toBe(0)
  expect(await rows(`SELECT 1 FROM datasets.dataset WHERE project = $1 AND state = 'READY'`, [PROJECT])).toBe(3)
  // Scratch files of a process that was killed go with the next one.
  expect(readdirSync(join(platform.data, 'work/datasets/datasets'))).toHaveLength(1)
})
