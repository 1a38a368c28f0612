import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import type { RunRow } from './run.entity.js'
import { LIGHT, runOrder, type SeenRow } from './run-list.js'
import { hasProcess, isEnded, mayMove, type State } from './run-state.js'

/** Columns that a move may set besides those it keeps itself. */
export type Changes = Partial<
  Pick<
    RunRow,
    | 'failure'
    | 'remedy'
    | 'stop_to'
    | 'solver'
    | 'plan_json'
    | 'manifest_json'
    | 'onnx_key'
    | 'initial'
    | 'flops'
    | 'iterations'
    | 'iterations_per_epoch'
    | 'attempt'
    | 'attempts'
    | 'device'
    | 'losses'
    | 'not_before'
  >
>

interface NewRun
  extends Pick<
    RunRow,
    | 'id'
    | 'project'
    | 'model'
    | 'dataset'
    | 'solver'
    | 'wanted_device'
    | 'created_by'
    | 'idempotency_key'
    | 'request_id'
    | 'reason'
  > {
  modelName: string
}

/** Runs from which a speed is taken: enough that one odd one does not count, few enough to follow a change of machine. */
const LATEST = 5

const LIVE = `('WAITING_FOR_DATASET', 'QUEUED', 'STARTING', 'RUNNING', 'STOPPING')`

@Injectable()
export class RunsRepository {
  constructor(readonly database: DataSource) {}

  private async rows(sql: string, parameters: unknown[], manager: EntityManager = this.database.manager) {
    return (await manager.query(sql, parameters)) as RunRow[]
  }

  private seen(sql: string, parameters: unknown[]): Promise<SeenRow[]> {
    return this.database.query(sql, parameters)
  }

  /** Milliseconds of the database's clock. Within a transaction its manager is given: a second connection might never be free. */
  async now(manager: EntityManager = this.database.manager): Promise<number> {
    const [row] = await manager.query('SELECT clock_timestamp() AS now')
    return (row.now as Date).getTime()
  }

  /** The new row, or the one made before with the same key. */
  async insert(run: NewRun): Promise<RunRow> {
    return this.database.transaction(async manager => {
      // The counter's row lock comes first, so that two calls with one key meet here.
      const [{ last }] = await manager.query(
        `INSERT INTO run_counter AS c (project, model, last) VALUES ($1, $2, 1)
         ON CONFLICT (project, model) DO UPDATE SET last = c.last + 1 RETURNING last`,
        [run.project, run.model],
      )
      const known = await this.rows(
        'SELECT * FROM run WHERE project = $1 AND idempotency_key = $2',
        [run.project, run.idempotency_key],
        manager,
      )
      if (known[0]) {
        await manager.query('UPDATE run_counter SET last = last - 1 WHERE project = $1 AND model = $2', [
          run.project,
          run.model,
        ])
        return known[0]
      }
      const [made] = await this.rows(
        `INSERT INTO run (id, project, model, dataset, number, name, state, reason, solver, wanted_device, created_by, idempotency_key, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, 'WAITING_FOR_DATASET', $7, $8, $9, $10, $11, $12) RETURNING *`,
        [
          run.id,
          run.project,
          run.model,
          run.dataset,
          last,
          `${run.modelName}#${last}`,
          run.reason,
          JSON.stringify(run.solver),
          run.wanted_device,
          run.created_by,
          run.idempotency_key,
          run.request_id,
        ],
        manager,
      )
      await this.remember(made as RunRow, manager)
      return made as RunRow
    })
  }

  /**
   * The only statement that writes a state: a compare-and-set on the state and the attempt in which the row was seen. Undefined when
   * somebody else was quicker; throws for a move that is not in the table.
   */
  async move(
    seen: RunRow,
    to: State,
    reason: string,
    changes: Changes = {},
    manager?: EntityManager,
  ): Promise<RunRow | undefined> {
    if (!mayMove(seen.state, to)) throw new Error(`A run may not go from ${seen.state} to ${to}`)
    const work = async (inner: EntityManager) => {
      const columns = Object.entries(changes)
      const sets = columns.map(([name], i) => `, ${name} = $${i + 7}`).join('')
      const [row] = await this.rows(
        `WITH moved AS (UPDATE run SET state = $5, reason = $6, revision = revision + 1${TIMES(to)}${sets}
         WHERE id = $1 AND project = $2 AND state = $3 AND attempts = $4 RETURNING *) SELECT * FROM moved`,
        [seen.id, seen.project, seen.state, seen.attempts, to, reason, ...columns.map(([, value]) => value)],
        inner,
      )
      if (row) await this.remember(row, inner)
      return row
    }
    return manager ? work(manager) : this.database.transaction(work)
  }

  /** The moves of a run are a story; each is written down in the transaction that makes it. */
  private async remember(row: RunRow, manager: EntityManager): Promise<void> {
    await manager.query('INSERT INTO run_history (project, run, state, reason, attempt) VALUES ($1, $2, $3, $4, $5)', [
      row.project,
      row.id,
      row.state,
      row.reason,
      row.attempts,
    ])
  }

  /** A new sentence in the same state; true when it differs. */
  async say(run: RunRow, reason: string): Promise<boolean> {
    const rows = await this.rows(
      `WITH said AS (UPDATE run SET reason = $3, revision = revision + 1 WHERE id = $1 AND state = $2 AND reason <> $3 RETURNING *)
       SELECT * FROM said`,
      [run.id, run.state, reason],
    )
    return rows.length > 0
  }

  async redirect(run: RunRow, stopTo: string, reason: string): Promise<void> {
    await this.database.query(
      `UPDATE run SET stop_to = $2, reason = $3, revision = revision + 1 WHERE id = $1 AND state = 'STOPPING'`,
      [run.id, stopTo, reason],
    )
  }

  async byIds(project: string, ids: string[]): Promise<(RunRow & { now: Date })[]> {
    return this.database.query(
      'SELECT *, clock_timestamp() AS now FROM run WHERE project = $1 AND id = ANY($2::uuid[])',
      [project, ids],
    )
  }

  async one(project: string, id: string): Promise<RunRow | undefined> {
    return (await this.byIds(project, [id]))[0]
  }

  newest(project: string, models: string[]): Promise<SeenRow[]> {
    return this.seen(
      `SELECT ${LIGHT} FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (model_id, place)
       CROSS JOIN LATERAL (SELECT * FROM run WHERE project = $1 AND model = asked.model_id AND deleted_at IS NULL AND hidden_at IS NULL
         ORDER BY number DESC LIMIT 1) AS run ORDER BY place`,
      [project, models],
    )
  }

  /** Rows of one page with their cursors and how many there are in all: one statement, unless a page behind the last row is empty. */
  async page(
    project: string,
    filter: { model: string; isLive: boolean; search: string; name: string; after: string; first: number },
  ): Promise<{ rows: (SeenRow & { cursor: string })[]; total: number }> {
    const where = `project = $1 AND deleted_at IS NULL AND hidden_at IS NULL AND ($2 = '' OR model::text = $2)
      AND (NOT $3 OR state IN ${LIVE}) AND ($4 = '' OR position(lower($4) in lower(name)) > 0) AND ($5 = '' OR name = $5)`
    const parameters = [project, filter.model, filter.isLive, filter.search, filter.name]
    const order = runOrder(filter.isLive, filter.after, 7)
    const rows = (await this.seen(
      `SELECT ${LIGHT}, ${order.cursor} AS cursor, (SELECT count(*)::int FROM run WHERE ${where}) AS total
       FROM run WHERE ${where} AND ${order.isBehind} ORDER BY ${order.orderBy} LIMIT $6`,
      [...parameters, filter.first, ...order.values],
    )) as (SeenRow & { cursor: string; total: number })[]
    if (rows[0] || filter.after === '') return { rows, total: rows[0]?.total ?? 0 }
    const [{ total }] = await this.database.query(`SELECT count(*)::int AS total FROM run WHERE ${where}`, parameters)
    return { rows, total }
  }

  /** Median over the latest runs on these devices that told a speed, of images a second times operations an image. */
  async speed(project: string, devices: readonly string[]): Promise<{ runs: number; flops_per_second: number | null }> {
    const [row] = await this.database.query(
      `SELECT count(*)::int AS runs, percentile_cont(0.5) WITHIN GROUP (ORDER BY speed) AS flops_per_second
       FROM (SELECT flops * images_per_second AS speed FROM run WHERE project = $1 AND device = ANY($2::text[])
         AND flops > 0 AND images_per_second > 0 AND deleted_at IS NULL AND hidden_at IS NULL ORDER BY id DESC LIMIT ${LATEST}) AS latest`,
      [project, devices],
    )
    return row
  }

  /** Runs that have a process. */
  holders(): Promise<SeenRow[]> {
    return this.seen(`SELECT ${LIGHT} FROM run WHERE state IN ('STARTING', 'RUNNING', 'STOPPING') ORDER BY id`, [])
  }

  live(): Promise<RunRow[]> {
    return this.rows(`SELECT * FROM run WHERE state IN ${LIVE} ORDER BY queued_at NULLS LAST, id`, [])
  }

  async history(
    project: string,
    run: string,
  ): Promise<{ state: State; reason: string; time: Date; attempt: number }[]> {
    return this.database.query(
      'SELECT state, reason, time, attempt FROM run_history WHERE project = $1 AND run = $2 ORDER BY id',
      [project, run],
    )
  }

  async setDeleted(project: string, id: string): Promise<void> {
    await this.database.query(
      'UPDATE run SET deleted_at = coalesce(deleted_at, clock_timestamp()), revision = revision + 1 WHERE project = $1 AND id = $2',
      [project, id],
    )
  }

  /** False when it was not deleted, or more than a minute ago. */
  async undelete(project: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      `WITH back AS (UPDATE run SET deleted_at = NULL, revision = revision + 1
       WHERE project = $1 AND id = $2 AND deleted_at > clock_timestamp() - interval '60 seconds' RETURNING id) SELECT * FROM back`,
      [project, id],
    )
    return rows.length > 0
  }

  /** Hides or shows all runs of a model; answers the ones that changed. */
  setHidden(project: string, model: string, isHidden: boolean): Promise<RunRow[]> {
    return this.rows(
      `WITH changed AS (UPDATE run SET hidden_at = CASE WHEN $3 THEN clock_timestamp() END, revision = revision + 1
       WHERE project = $1 AND model = $2 AND (hidden_at IS NULL) = $3 RETURNING *) SELECT * FROM changed`,
      [project, model, isHidden],
    )
  }

  /** Runs are called after their model; answers the ones that changed. */
  rename(project: string, model: string, name: string): Promise<RunRow[]> {
    return this.rows(
      `WITH changed AS (UPDATE run SET name = $3 || '#' || number, revision = revision + 1
       WHERE project = $1 AND model = $2 AND name <> $3 || '#' || number RETURNING *) SELECT * FROM changed`,
      [project, model, name],
    )
  }

  /** Models whose runs live or are hidden: those of which the neighbour is asked again. `names` are those after which the runs are called. */
  modelsToCheck(): Promise<{ project: string; model: string; names: string[]; is_hidden: boolean; is_due: boolean }[]> {
    return this.database.query(
      `SELECT project, model, array_agg(DISTINCT left(name, -length('#' || number))) AS names, bool_or(hidden_at IS NOT NULL) AS is_hidden,
        bool_and(hidden_at < clock_timestamp() - interval '120 seconds') IS TRUE AS is_due
       FROM run WHERE state IN ${LIVE} OR hidden_at IS NOT NULL GROUP BY project, model`,
    )
  }

  async deleteAllOf(project: string, model: string): Promise<void> {
    await this.database.query(
      `UPDATE run SET deleted_at = clock_timestamp() - interval '60 seconds' WHERE project = $1 AND model = $2 AND deleted_at IS NULL`,
      [project, model],
    )
  }

  /** Deleted for more than a minute and without a process: to be removed for good. */
  purgeable(): Promise<RunRow[]> {
    return this.rows(
      `SELECT * FROM run WHERE deleted_at <= clock_timestamp() - interval '60 seconds'
       AND state NOT IN ('STARTING', 'RUNNING', 'STOPPING') ORDER BY id LIMIT 20`,
      [],
    )
  }

  /** Ids of all runs of a project, deleted ones that are still to be removed among them. */
  async ids(project: string): Promise<Set<string>> {
    const rows: { id: string }[] = await this.database.query('SELECT id FROM run WHERE project = $1', [project])
    return new Set(rows.map(({ id }) => id))
  }

  /** Everything of the run but its objects; the caller's transaction also writes the fact. */
  async remove(run: RunRow, manager: EntityManager): Promise<void> {
    await manager.query(
      'DELETE FROM point_chunk WHERE series IN (SELECT id FROM series WHERE project = $1 AND run = $2)',
      [run.project, run.id],
    )
    await manager.query('DELETE FROM run WHERE project = $1 AND id = $2', [run.project, run.id])
  }
}

/** Times that a move keeps: a place in the queue is held through lost attempts and given up by a pause. */
function TIMES(to: State): string {
  const parts = [
    to === 'RUNNING'
      ? 'running_since = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())'
      : to === 'STOPPING'
        ? 'stopping_since = clock_timestamp()'
        : `seconds = seconds + coalesce(extract(epoch FROM clock_timestamp() - running_since), 0), running_since = NULL`,
    hasProcess(to) ? '' : 'stopping_since = NULL',
    to === 'QUEUED' ? 'queued_at = coalesce(queued_at, clock_timestamp())' : '',
    to === 'PAUSED' ? 'queued_at = NULL' : '',
    isEnded(to) ? 'ended_at = clock_timestamp(), eta_seconds = NULL' : '',
    to === 'PAUSED' || to === 'QUEUED' ? 'eta_seconds = NULL' : '',
  ]
  return parts
    .filter(part => part !== '')
    .map(part => `, ${part}`)
    .join('')
}
