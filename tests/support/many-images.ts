import { createHash, randomUUID } from 'node:crypto'
import { ObjectStore } from '@fovea/service-kit'
import pg from 'pg'
import { makeFolders } from '../inputs/folders.js'
import { type Platform, PROJECT } from './platform.js'
import { until } from './until.js'

const A_SHARD = 50_000
const CLASSES = 100
const [HEIGHT, WIDTH] = [28, 28]
/** Of a hundred shards so many. */
const SHARES = { train: 75, val: 20, test: 5 }
/** Of so many images one is equal to another, far before it. */
const TWINS = 1_000

const hash = (of: string) => createHash('sha256').update(of).digest('hex')

interface Shard {
  split: string
  index: number
  count: number
}

/** Shards in the order of their numbers. */
function shardsOf(images: number): Shard[] {
  const all = Math.ceil(images / A_SHARD)
  const [train, val] = [Math.ceil((all * SHARES.train) / 100), Math.ceil((all * SHARES.val) / 100)]
  return Array.from({ length: all }, (_, n) => {
    const [split, index] = n < train ? ['train', n] : n < train + val ? ['val', n - train] : ['test', n - train - val]
    return { split: split as string, index: index as number, count: Math.min(A_SHARD, images - n * A_SHARD) }
  })
}

/** What the pixel program would have said of images `first` and on; no picture is drawn. */
function partsOf(first: number, count: number) {
  const plan: string[] = []
  const lines: string[] = []
  for (let index = 0; index < count; index++) {
    const n = first + index
    const as = n % TWINS === TWINS - 2 ? Math.floor(n / 2) : n
    const pixels = hash(`${as}`)
    const label = as % CLASSES
    plan.push(JSON.stringify({ path: `class ${label}/image ${String(n).padStart(7, '0')}.jpg`, label }))
    lines.push(
      `{"index":${index},"hash":"blake3:${pixels}","bytes":812,"pixels":"${pixels}","height":375,"width":500,"dhash":"${pixels.slice(16, 32)}","deviation":48.2}\n`,
    )
  }
  return { plan: `[${plan.join(',')}]`, images: lines.join('') }
}

/**
 * A dataset of very many images on a throw-away platform: the rows and the parts that a build leaves when its last shard is done, so that the
 * service finishes it by itself. Its id, once the parts are there and the service may begin.
 */
export async function makeManyImages(platform: Platform, images: number): Promise<string> {
  const small = await makeSmall(platform)
  const id = randomUUID()
  const shards = shardsOf(images)
  const store = new ObjectStore(platform.s3Config)
  const sums = Buffer.alloc(HEIGHT * WIDTH * 8)
  for (const [number, { split, index, count }] of shards.entries()) {
    const parts = partsOf(number * A_SHARD, count)
    const prefix = `${PROJECT}/datasets/${id}/parts/${split}-${String(index).padStart(5, '0')}`
    await store.put(`${prefix}.plan`, parts.plan, 'application/json')
    await store.put(`${prefix}.images`, parts.images, 'application/x-ndjson')
    if (split === 'train') await store.put(`${prefix}.sums`, sums, 'application/octet-stream')
  }
  await store.put(`${PROJECT}/datasets/${id}/parts/scan.rejected`, '[]', 'application/json')
  const client = new pg.Client({ connectionString: platform.databaseUrl, options: '-c search_path=datasets' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO dataset SELECT (jsonb_populate_record(one, jsonb_build_object('id', $2::uuid, 'name', 'very many', 'idempotency_key', 'very many',
         'state', 'FINISHING', 'classes', $3::text[], 'counts', NULL, 'files_total', $4::int, 'findings', NULL))).* FROM dataset AS one WHERE id = $1`,
      [small, id, Array.from({ length: CLASSES }, (_, label) => `class ${label}`), images],
    )
    await client.query(
      `INSERT INTO shard (project, dataset, number, split, index, planned, progress, is_done, count, bytes, hash)
       SELECT $1, $2, n - 1, s->>'split', (s->>'index')::int, (s->>'count')::int, (s->>'count')::int, true, (s->>'count')::int, 1, ''
       FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS of (s, n)`,
      [PROJECT, id, JSON.stringify(shards)],
    )
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
  return id
}

async function makeSmall({ ask, dataRoot }: Platform): Promise<string> {
  const input = {
    projectId: PROJECT,
    name: 'few',
    folder: `${makeFolders(dataRoot).root}/good`,
    recipe: { height: HEIGHT, width: WIDTH, channels: 1 },
    idempotencyKey: randomUUID(),
  }
  const { createDataset } = await ask(
    'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on Dataset { id } } }',
    { input },
  )
  return until('the small dataset', 120, async () => {
    const { node } = await ask('query ($id: ID!) { node(id: $id) { ... on Dataset { id state } } }', createDataset)
    return node.state === 'READY' && (node.id as string)
  })
}
