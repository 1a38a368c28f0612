import { type Keyset, keyset } from '@fovea/service-kit'
import type { RunRow } from './run.entity.js'

/** What was frozen, which may be long. */
export type Frozen = 'plan_json' | 'manifest_json' | 'initial'

/** A row as lists need it, without what was frozen, and the database's time when it was read. */
export type SeenRow = Omit<RunRow, Frozen> & { now: Date }

const COLUMNS = {
  id: true,
  project: true,
  model: true,
  dataset: true,
  number: true,
  name: true,
  state: true,
  reason: true,
  failure: true,
  remedy: true,
  stop_to: true,
  stopping_since: true,
  solver: true,
  wanted_device: true,
  device: true,
  onnx_key: true,
  flops: true,
  iterations: true,
  iterations_per_epoch: true,
  iteration: true,
  eta_seconds: true,
  images_per_second: true,
  train_loss: true,
  val_loss: true,
  val_accuracy: true,
  val_balanced_accuracy: true,
  gpu: true,
  log_lines: true,
  attempts: true,
  attempt: true,
  losses: true,
  not_before: true,
  queued_at: true,
  running_since: true,
  seconds: true,
  created_by: true,
  created_at: true,
  started_at: true,
  ended_at: true,
  deleted_at: true,
  hidden_at: true,
  idempotency_key: true,
  request_id: true,
  revision: true,
} satisfies Record<keyof Omit<SeenRow, 'now'>, true>

export const LIGHT = `${Object.keys(COLUMNS)
  .map(name => `run.${name}`)
  .join(', ')}, clock_timestamp() AS now`

/** Newest first; what lives, in the order in which it is dealt with: what has a process, then the queue, then what waits for its dataset. */
export const runOrder = (isLive: boolean, after: string, from: number): Keyset =>
  isLive
    ? keyset(
        'live',
        [
          { sql: `(state IN ('STARTING', 'RUNNING', 'STOPPING'))::int`, type: 'integer', isDescending: true },
          { sql: `coalesce(queued_at, 'infinity')`, type: 'timestamptz', isDescending: false },
          { sql: 'id', type: 'uuid', isDescending: false },
        ],
        after,
        from,
      )
    : keyset('newest', [{ sql: 'id', type: 'uuid', isDescending: true }], after, from)
