import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { makeFolders } from '../inputs/folders.js'
import { type Platform, PROJECT } from './platform.js'
import { until } from './until.js'

interface Wanted {
  models: number
  /** Runs that wait; the rest are ended, one a model. */
  queued: number
}

/** A uuid of the time `at` milliseconds ago, so that rows have ages. */
const ID = (ago: string) =>
  `(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint - (${ago})::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
    || '8' || substr(md5(random()::text), 1, 15))::uuid`

const NAMES = `(ARRAY['ships', 'harbour at night', 'digits', 'leaves and needles of trees of the northern forest, second season', 'cells'])`
const GROUPS = `(ARRAY['', '', 'harbour', 'leaves', 'old attempts'])`
const PEOPLE = `(ARRAY['ada', 'grace', 'local'])`

/**
 * Many models with a run each, as a project has them after years. One dataset, one model and two runs are made by the API; the others are copies of
 * their rows, put straight into the databases of the platform, which has to be a throw-away one.
 */
export async function makeManyRows(platform: Platform, { models, queued }: Wanted): Promise<void> {
  const { ask } = platform
  const reach = (id: string, state: string) =>
    until(`${id} to be ${state}`, 240, async () => {
      const query = 'query ($id: ID!) { node(id: $id) { ... on Run { a: state } ... on Dataset { b: state } } }'
      const { node } = await ask(query, { id })
      return (node.a ?? node.b) === state
    })
  const folder = `${makeFolders(platform.dataRoot).root}/good`
  const recipe = { height: 28, width: 28, channels: 1 }
  const { createDataset: dataset } = await ask(
    'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on Dataset { id } } }',
    { input: { projectId: PROJECT, name: 'bright and dark', folder, recipe, idempotencyKey: randomUUID() } },
  )
  await reach(dataset.id, 'READY')
  const network = { standard: 'lenet' }
  const { createModel: model } = await ask(
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { ... on Model { id } } }',
    {
      input: {
        projectId: PROJECT,
        name: 'the first',
        datasetId: dataset.id,
        network,
        solver: {},
        idempotencyKey: randomUUID(),
      },
    },
  )
  const train = async (epochs: number) => {
    const { createRun } = await ask(
      'mutation ($model: ID!, $solver: SolverInput, $key: String!) { createRun(modelId: $model, solver: $solver, idempotencyKey: $key) { ... on Run { id } } }',
      { model: model.id, solver: { epochs, snapshotInterval: epochs }, key: randomUUID() },
    )
    return createRun.id as string
  }
  const ended = await train(4)
  await reach(ended, 'SUCCEEDED')
  // The most epochs that a run may have: longer than anything that is measured.
  const endless = await train(10_000)
  await reach(endless, 'RUNNING')

  const client = new pg.Client({ connectionString: platform.databaseUrl })
  await client.connect()
  try {
    const copies = (table: string, changes: string) =>
      `INSERT INTO ${table} SELECT (jsonb_populate_record(one, jsonb_build_object(${changes}))).*
       FROM ${table} AS one CROSS JOIN generate_series(1, $2::int) AS n WHERE one.id = $1`
    await client.query(
      copies(
        'models.model',
        `'id', ${ID('n::bigint * 3600000')}, 'name', ${NAMES}[1 + n % 5] || ' ' || n, 'group_name', ${GROUPS}[1 + n % 5],
         'created_by', ${PEOPLE}[1 + n % 3], 'idempotency_key', 'copy ' || n,
         'created_at', now() - n * interval '1 hour', 'active_at', now() - (n * 7919 % 100000) * interval '1 minute'`,
      ),
      [model.id, models],
    )
    const copy = `SELECT (jsonb_populate_record(run, jsonb_build_object('id', ${ID('n * 1000')}, 'model', copied.id, 'number', 1,
      'name', copied.name || '#1', 'idempotency_key', NULL, 'created_by', copied.created_by`
    const from = `FROM jobs.run AS run, (SELECT *, row_number() OVER (ORDER BY id) AS n FROM models.model WHERE idempotency_key LIKE 'copy %') AS copied
      WHERE run.id = $1`
    const behind = `, 'state', 'QUEUED', 'reason', 'waits for a device', 'queued_at', now(), 'device', '', 'attempt', NULL, 'attempts', 0,
      'running_since', NULL, 'iteration', 0`
    await client.query(`INSERT INTO jobs.run ${copy}, 'val_accuracy', random()))).* ${from} AND n > $2`, [
      ended,
      queued,
    ])
    await client.query(`INSERT INTO jobs.run ${copy}${behind}))).* ${from} AND n <= $2`, [endless, queued])
    await client.query(
      `INSERT INTO models.snapshot SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'run', run.id, 'model', run.model,
         'val_accuracy', run.val_accuracy))).*
       FROM models.snapshot AS one, jobs.run AS run WHERE one.run = $1 AND one.is_best AND run.state = 'SUCCEEDED' AND run.id <> $1`,
      [ended],
    )
  } finally {
    await client.end()
  }
}
