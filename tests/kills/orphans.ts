import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ObjectStore } from '@fovea/service-kit'
import { type OwnPlatform, PROJECT } from '../support/platform.js'
import type { Database } from './database.js'

/** Every object that a row names, below the project. */
const NAMED = `
  SELECT 'datasets/' || dataset || '/shards/' || split || '-' || lpad(index::text, 5, '0') || '.safetensors' AS key
    FROM datasets.shard s JOIN datasets.dataset d ON d.id = s.dataset WHERE d.state = 'READY' AND s.count > 0
  UNION ALL SELECT 'sources/' || id || '/files.jsonl' FROM datasets.source
  UNION ALL SELECT 'sources/' || id || '/pieces/' || lpad(piece::text, 5, '0') FROM datasets.upload, unnest(kept) AS piece
  UNION ALL SELECT 'runs/' || id || '/graph.onnx' FROM jobs.run
  UNION ALL SELECT substr(weights_key, 38) FROM models.snapshot
  UNION ALL SELECT substr(state_key, 38) FROM models.snapshot WHERE state_key <> ''`

const READY = "SELECT 'datasets/' || id || '/' AS folder FROM datasets.dataset WHERE state = 'READY'"

const UNDONE = `
  SELECT 'fact of datasets' AS what, topic AS name FROM datasets.outbox
  UNION ALL SELECT 'fact of models', topic FROM models.outbox
  UNION ALL SELECT 'fact of jobs', topic FROM jobs.outbox
  UNION ALL SELECT 'object to be removed', key FROM models.doomed_object
  UNION ALL SELECT 'lease of a dataset', id::text FROM datasets.dataset WHERE lease_owner IS NOT NULL
  UNION ALL SELECT 'lease of a shard', dataset || ' ' || number FROM datasets.shard WHERE lease_owner IS NOT NULL
  UNION ALL SELECT 'deleted dataset', id::text FROM datasets.dataset WHERE deleted_at IS NOT NULL
  UNION ALL SELECT 'deleted run', id::text FROM jobs.run WHERE deleted_at IS NOT NULL
  UNION ALL SELECT 'keys of what is read', dataset::text FROM datasets.source_keys
  UNION ALL SELECT 'source without a dataset', id::text FROM datasets.source s
    WHERE NOT EXISTS (SELECT FROM datasets.dataset d WHERE d.source = s.id)
  UNION ALL SELECT 'upload without a dataset', id::text FROM datasets.upload u
    WHERE NOT EXISTS (SELECT FROM datasets.dataset d WHERE d.upload = u.id)
  UNION ALL SELECT 'hold without a model', model::text FROM datasets.hold h
    WHERE NOT EXISTS (SELECT FROM models.model m WHERE m.id = h.model)
  UNION ALL SELECT 'points without a run', series::text FROM jobs.point_chunk c
    WHERE NOT EXISTS (SELECT FROM jobs.series s WHERE s.id = c.series)
  UNION ALL SELECT 'snapshot unknown to models', u.id::text FROM jobs.snapshot_upload u
    WHERE NOT EXISTS (SELECT FROM models.snapshot s WHERE s.run = u.run AND s.iteration = u.iteration)
  UNION ALL SELECT 'snapshot unknown to jobs', s.id::text FROM models.snapshot s
    WHERE NOT EXISTS (SELECT FROM jobs.snapshot_upload u WHERE u.run = s.run AND u.iteration = s.iteration)`

/** Objects without a row, rows without their object, and work that nobody has finished; nothing while all is well. */
export async function orphans(platform: OwnPlatform, database: Database, store: ObjectStore): Promise<string[]> {
  const missing = new Set((await database.rows(NAMED)).map(({ key }) => key as string))
  // What lies beside the shards has the same names in every dataset.
  const beside = new Map((await database.rows(READY)).map(({ folder }) => [folder as string, [] as string[]]))
  const found: string[] = []
  for await (const { key } of store.list('')) {
    const own = key.startsWith(`${PROJECT}/`) ? key.slice(PROJECT.length + 1) : `/${key}`
    const folder = `${own.split('/').slice(0, 2).join('/')}/`
    const names = own.includes('/shards/') ? undefined : beside.get(folder)
    if (names) names.push(own.slice(folder.length))
    else if (!missing.delete(own)) found.push(`object without a row: ${own}`)
  }
  for (const key of missing) found.push(`row without its object: ${key}`)
  const [usual = ''] = [...beside.values()].map(String)
  for (const [folder, names] of beside)
    if (`${names}` !== usual || !names.includes('manifest.json'))
      found.push(`other objects than usual: ${folder}${names}`)
  for (const { what, name } of await database.rows(UNDONE)) found.push(`${what}: ${name}`)
  for (const attempt of readdirSync(join(platform.data, 'attempts'))) found.push(`folder of an attempt: ${attempt}`)
  return found
}
