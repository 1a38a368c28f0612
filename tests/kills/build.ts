import { createHash, randomUUID } from 'node:crypto'
import type { ObjectStore } from '@fovea/service-kit'
import type { Platform } from '../support/platform.js'
import { PROJECT } from '../support/platform.js'
import type { Database } from './database.js'
import type { BuildRow } from './phases.js'

const CREATE = `mutation ($input: CreateDatasetInput!) {
  createDataset(input: $input) { __typename ... on Dataset { id } ... on Refusal { message } }
}`
const RECIPE = { height: 28, width: 28, channels: 1, validationPercent: 25, seed: 7 }

/** Begins to build the folder; the answer is the dataset's id. */
export const beginBuild = (platform: Platform, folder: string) => beginDataset(platform, { folder: { folder } })

/** The same of any source. */
export async function beginDataset(platform: Platform, source: object): Promise<string> {
  const name = `set ${randomUUID()}`
  const input = { projectId: PROJECT, name, source, recipe: RECIPE, idempotencyKey: name }
  const { createDataset } = await platform.ask(CREATE, { input })
  if (createDataset.__typename !== 'Dataset') throw new Error(createDataset.message)
  return createDataset.id
}

export async function buildRow(database: Database, id: string): Promise<BuildRow> {
  const [row] = await database.rows(
    `SELECT state, (SELECT count(*)::int FROM datasets.shard WHERE dataset = $1) AS shards,
       (SELECT count(*)::int FROM datasets.shard WHERE dataset = $1 AND is_done) AS "shardsDone"
     FROM datasets.dataset WHERE id = $1`,
    [id],
  )
  return row
}

/** Whether a build is over and nothing is left to be tidied. */
export async function isBuilt(database: Database, id: string): Promise<boolean> {
  const [row] = await database.rows('SELECT state, is_tidy, reason FROM datasets.dataset WHERE id = $1', [id])
  if (['FAILED', 'ABORTED'].includes(row.state)) throw new Error(`the build is ${row.state}: ${row.reason}`)
  return row.state === 'READY' && row.is_tidy
}

/** All that a build leaves, without its ids and times: equal for every build of one folder. */
export async function builtOutcome(database: Database, store: ObjectStore, id: string) {
  const [dataset] = await database.rows(
    `SELECT state, reason, remedy, folder, source, classes, counts, files_total, rejected, rejected_count, disk_bytes,
       mean_pixel FROM datasets.dataset WHERE id = $1`,
    [id],
  )
  const shards = await database.rows(
    `SELECT number, split, index, planned, is_done, count, rejected, bytes, hash, first_image
     FROM datasets.shard WHERE dataset = $1 ORDER BY number`,
    [id],
  )
  const prefix = `${PROJECT}/datasets/${id}/`
  const objects: Record<string, string> = {}
  for await (const { key } of store.list(prefix)) {
    const text = await store.get(key)
    const bytes = key.endsWith('manifest.json') ? text.toString().replaceAll(id, '<id>') : text
    objects[key.slice(prefix.length)] = createHash('sha256').update(bytes).digest('hex')
  }
  return { dataset, shards, objects }
}
