import { createHash, randomUUID } from 'node:crypto'
import type { ObjectStore } from '@fovea/service-kit'
import type { Platform } from '../support/platform.js'
import { PROJECT } from '../support/platform.js'
import { until } from '../support/until.js'
import type { Database } from './database.js'
import type { RunRow } from './phases.js'

const CREATE_MODEL = `mutation ($input: CreateModelInput!) {
  createModel(input: $input) { __typename ... on Model { id } ... on Refusal { message } }
}`
const CREATE_RUN = `mutation ($model: ID!, $key: String!) {
  createRun(modelId: $model, idempotencyKey: $key) { __typename ... on Run { id } ... on Refusal { message } }
}`
const MOVE = `mutation ($id: ID!) { MOVE(id: $id) { __typename ... on Run { id } ... on Refusal { message } } }`
const LOOK = `query ($id: ID!) {
  node(id: $id) {
    ... on Run {
      state iteration iterations trainLoss valLoss valAccuracy valBalancedAccuracy
      snapshots { iteration epoch isBest isNewest weightsBytes valLoss valAccuracy valBalancedAccuracy }
      points { series { series level total iterations min } }
    }
  }
}`
const SOLVER = { epochs: 20, batchSize: 20, snapshotInterval: 4, validationInterval: 2, seed: 3 }

export async function makeModel(platform: Platform, datasetId: string): Promise<string> {
  const name = `model ${randomUUID()}`
  const input = { projectId: PROJECT, name, datasetId, network: { standard: 'lenet' }, solver: SOLVER }
  const { createModel } = await platform.ask(CREATE_MODEL, { input: { ...input, idempotencyKey: name } })
  if (createModel.__typename !== 'Model') throw new Error(createModel.message)
  return createModel.id
}

/** Begins to train the model; the answer is the run's id. */
export async function beginRun(platform: Platform, model: string): Promise<string> {
  const { createRun } = await platform.ask(CREATE_RUN, { model, key: randomUUID() })
  if (createRun.__typename !== 'Run') throw new Error(createRun.message)
  return createRun.id
}

export async function runRow(database: Database, id: string): Promise<RunRow> {
  const [row] = await database.rows(
    `SELECT state, iteration, iterations,
       ARRAY(SELECT iteration FROM jobs.snapshot_upload WHERE run = $1) AS announced FROM jobs.run WHERE id = $1`,
    [id],
  )
  return row
}

/** Pauses a run and lets it go on; one that ends in the meantime has ended. */
export async function pauseAndResume(platform: Platform, database: Database, id: string): Promise<void> {
  const state = async () => (await runRow(database, id)).state
  const move = async (mutation: 'pauseRun' | 'resumeRun') => {
    const answer = await platform.ask(MOVE.replace('MOVE', mutation), { id })
    const refused = answer[mutation].__typename !== 'Run'
    if (refused && (await state()) !== 'SUCCEEDED') throw new Error(answer[mutation].message)
  }
  await move('pauseRun')
  const stopped = await until('the run to stop', 70, async () => {
    const now = await state()
    return ['PAUSED', 'SUCCEEDED'].includes(now) && now
  })
  if (stopped === 'PAUSED') await move('resumeRun')
}

/** Whether a run is over, all its snapshots are registered and its worker is gone. */
export async function isTrained(database: Database, id: string): Promise<boolean> {
  const [row] = await database.rows(
    `SELECT state, reason, (SELECT count(*)::int FROM jobs.snapshot_upload WHERE run = $1 AND registered_at IS NULL) AS open
     FROM jobs.run WHERE id = $1`,
    [id],
  )
  if (['FAILED', 'ABORTED'].includes(row.state)) throw new Error(`the run is ${row.state}: ${row.reason}`)
  return row.state === 'SUCCEEDED' && row.open === 0
}

const isScheduled = ({ iteration }: { iteration: number | string }, every: number) => Number(iteration) % every === 0

/**
 * All that a run leaves, without ids and times: equal for every run of one model. A platform that was ended in the middle saved one
 * snapshot more, at the iteration at which it stopped; snapshots are compared at the iterations at which all runs make one.
 */
export async function trainedOutcome(platform: Platform, database: Database, store: ObjectStore, id: string) {
  const { node } = await platform.ask(LOOK, { id })
  const series = node.points.series.filter(
    ({ series: name }: { series: string }) => !name.endsWith('images-per-second'),
  )
  const uploads = await database.rows(
    'SELECT iteration, epoch, files FROM jobs.snapshot_upload WHERE run = $1 ORDER BY iteration',
    [id],
  )
  const every = uploads[0] ? node.iterations / (SOLVER.epochs / SOLVER.snapshotInterval) : 1
  const prefix = `${PROJECT}/runs/${id}/`
  const objects: Record<string, string> = {}
  for await (const { key } of store.list(prefix)) {
    const name = key.slice(prefix.length)
    const iteration = /^snapshots\/(\d+)\//.exec(name)?.[1]
    if (iteration && !isScheduled({ iteration }, every)) continue
    objects[name] = createHash('sha256')
      .update(await store.get(key))
      .digest('hex')
  }
  return {
    run: { ...node, points: undefined, snapshots: undefined },
    series,
    snapshots: node.snapshots.filter((one: { iteration: number }) => isScheduled(one, every)),
    uploads: uploads.filter(one => isScheduled(one, every)),
    objects,
  }
}
