import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ObjectStore } from '@fovea/service-kit'
import { type OwnPlatform, PROJECT } from '../support/platform.js'
import type { Database } from './database.js'

const OWNED = `
  SELECT 'datasets/' || id || '/' AS key FROM datasets.dataset
  UNION ALL SELECT 'sources/' || id || '/' FROM datasets.source
  UNION ALL SELECT 'runs/' || id || '/graph.onnx' FROM jobs.run
  UNION ALL SELECT substr(weights_key, 38) FROM models.snapshot
  UNION ALL SELECT substr(state_key, 38) FROM models.snapshot WHERE state_key <> ''`

const UNDONE = `
  SELECT 'fact of datasets' AS what, topic AS name FROM datasets.outbox
  UNION ALL SELECT 'fact of models', topic FROM models.outbox
  UNION ALL SELECT 'fact of jobs', topic FROM jobs.outbox
  UNION ALL SELECT 'object to be removed', key FROM models.doomed_object
  UNION ALL SELECT 'lease of a dataset', id::text FROM datasets.dataset WHERE lease_owner IS NOT NULL
  UNION ALL SELECT 'lease of a shard', dataset || ' ' || number FROM datasets.shard WHERE lease_owner IS NOT NULL
  UNION ALL SELECT 'source without a dataset', id::text FROM datasets.source s
    WHERE NOT EXISTS (SELECT FROM datasets.dataset d WHERE d.source = s.id)
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
  const owned = (await database.rows(OWNED)).map(row => row.key as string)
  const files = new Set(owned.filter(key => !key.endsWith('/')))
  const folders = new Set(owned.filter(key => key.endsWith('/')))
  const found: string[] = []
  for await (const { key } of store.list(`${PROJECT}/`)) {
    const own = key.slice(PROJECT.length + 1)
    const folder = `${own.split('/').slice(0, 2).join('/')}/`
    if (!files.delete(own) && !folders.has(folder)) found.push(`object without a row: ${own}`)
  }
  for (const key of files) found.push(`row without its object: ${key}`)
  for (const { what, name } of await database.rows(UNDONE)) found.push(`${what}: ${name}`)
  for (const attempt of readdirSync(join(platform.data, 'attempts'))) found.push(`folder of an attempt: ${attempt}`)
  return found
}
