import type { GpuFigures } from '@fovea/proto/jobs/v1/jobs'
import type { FrozenWeights, Solver } from '@fovea/proto/models/v1/models'
import type { State, StopTarget } from './run-state.js'

/** A row of `run`. Counts are int4, so the driver yields numbers. */
export interface RunRow {
  id: string
  project: string
  model: string
  dataset: string
  number: number
  name: string
  state: State
  reason: string
  failure: string
  remedy: string
  stop_to: StopTarget | null
  stopping_since: Date | null
  solver: Solver
  wanted_device: string
  device: string
  plan_json: string | null
  manifest_json: string | null
  onnx_key: string
  /** What training begins with; null: all parameters are filled afresh. */
  initial: FrozenWeights | null
  /** Operations of the network for one image, forward; 0 before it is frozen. */
  flops: number
  iterations: number
  iterations_per_epoch: number
  iteration: number
  eta_seconds: number | null
  images_per_second: number | null
  train_loss: number | null
  val_loss: number | null
  val_accuracy: number | null
  val_balanced_accuracy: number | null
  gpu: GpuFigures | null
  log_lines: number
  attempts: number
  attempt: string | null
  losses: number
  not_before: Date
  queued_at: Date | null
  running_since: Date | null
  seconds: number
  created_by: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  deleted_at: Date | null
  hidden_at: Date | null
  idempotency_key: string | null
  /** Of the request that made it; empty where none is known. */
  request_id: string
  revision: number
}

/** A row of `attempt`. */
export interface AttemptRow {
  id: string
  project: string
  run: string
  number: number
  device: string
  address: string
  incarnation: string | null
  past_incarnations: string[]
  /** int8: the driver yields text. */
  acknowledged: string
  started_iteration: number | null
  log_bytes: string
  created_at: Date
  started_at: Date | null
  seen_at: Date | null
  ended_at: Date | null
}
