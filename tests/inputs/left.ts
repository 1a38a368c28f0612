import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client as S3Client } from 'minio'
import pg from 'pg'
import { type Platform, PROJECT } from '../support/platform.js'
import { until } from '../support/until.js'

/** Everything that a request can leave behind, by name: `datasets.dataset <key>`, object keys, paths of scratch files. */
export interface Left {
  rows: Set<string>
  objects: Set<string>
  files: Set<string>
}

const TABLES = `SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS key
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
  WHERE c.relkind = 'r' AND n.nspname IN ('datasets', 'models', 'jobs', 'inference') AND c.relname <> 'migration'
  GROUP BY 1, 2`

async function rowsIn(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = new Set<string>()
    for (const { schema, name, key } of (await client.query(TABLES)).rows) {
      const { rows } = await client.query(`SELECT concat_ws(' ', ${key.join(', ')}) AS key FROM ${schema}.${name}`)
      for (const row of rows) found.add(`${schema}.${name} ${row.key}`)
    }
    return found
  } finally {
    await client.end()
  }
}

async function objectsIn({ s3Config }: Platform): Promise<Set<string>> {
  const { hostname, port } = new URL(s3Config.FOVEA_S3_ENDPOINT)
  const credentials = { accessKey: s3Config.FOVEA_S3_ACCESS_KEY, secretKey: s3Config.FOVEA_S3_SECRET_KEY }
  const client = new S3Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    region: 'us-east-1',
    ...credentials,
  })
  const found = new Set<string>()
  for await (const { name } of client.listObjectsV2(s3Config.FOVEA_S3_BUCKET, `${PROJECT}/`, true))
    if (name) found.add(name)
  return found
}

function filesIn({ data }: Platform): Set<string> {
  const found = new Set<string>()
  for (const part of ['work', 'attempts']) {
    const names = readdirSync(join(data, part), { recursive: true, withFileTypes: true })
    for (const entry of names) if (entry.isFile()) found.add(join(entry.parentPath, entry.name))
  }
  return found
}

export async function lookAround(platform: Platform): Promise<Left> {
  const [rows, objects] = await Promise.all([rowsIn(platform.databaseUrl), objectsIn(platform)])
  return { rows, objects, files: filesIn(platform) }
}

/** Builds and runs that are not over, and what has still to be done about those that are. */
const AT_WORK = `SELECT id FROM jobs.run WHERE state NOT IN ('PAUSED', 'SUCCEEDED', 'ABORTED', 'FAILED')
  UNION ALL SELECT u.run FROM jobs.snapshot_upload u JOIN jobs.run r ON r.id = u.run WHERE r.state = 'SUCCEEDED' AND u.registered_at IS NULL
  UNION ALL SELECT id FROM datasets.dataset WHERE state NOT IN ('READY', 'FAILED', 'ABORTED') OR NOT is_tidy`

/** The same once nothing that others have begun is at work any more: whatever is found beyond it later was not theirs. */
export async function lookAtRest(platform: Platform): Promise<Left> {
  const client = new pg.Client({ connectionString: platform.databaseUrl })
  await client.connect()
  try {
    await until('whatever is at work to end', 120, async () => (await client.query(AT_WORK)).rows.length === 0)
  } finally {
    await client.end()
  }
  return lookAround(platform)
}

const beyond = (after: Set<string>, before: Set<string>) => [...after].filter(one => !before.has(one))

/** What is there now and was not before; the rows by their tables. */
export const added = (before: Left, after: Left) => ({
  tables: [...new Set(beyond(after.rows, before.rows).map(row => row.split(' ')[0] as string))].sort(),
  objects: beyond(after.objects, before.objects),
  files: beyond(after.files, before.files),
})
