import { type Run, RunState } from '@fovea/proto/jobs/v1/jobs'
import type { RunRow } from './run.entity.js'
import type { Frozen } from './run-list.js'
import type { State } from './run-state.js'

const STATE: Record<State, RunState> = {
  WAITING_FOR_DATASET: RunState.WAITING_FOR_DATASET,
  QUEUED: RunState.QUEUED,
  STARTING: RunState.STARTING,
  RUNNING: RunState.RUNNING,
  STOPPING: RunState.STOPPING,
  PAUSED: RunState.PAUSED,
  SUCCEEDED: RunState.SUCCEEDED,
  ABORTED: RunState.ABORTED,
  FAILED: RunState.FAILED,
}

export const toState = (state: State): RunState => STATE[state]

/** `seconds` counts the stretch that is running now, too; `nowMs` is the database's clock. */
export function toRun(row: Omit<RunRow, Frozen> & { plan_json?: string | null }, nowMs: number): Run {
  const running = row.running_since ? Math.max(0, nowMs - row.running_since.getTime()) / 1000 : 0
  return {
    id: row.id,
    project: row.project,
    model: row.model,
    number: row.number,
    name: row.name,
    state: STATE[row.state],
    reason: row.reason,
    failure: row.failure,
    remedy: row.remedy,
    solver: row.solver,
    iteration: row.iteration,
    iterations: row.iterations,
    epoch: row.iterations_per_epoch > 0 ? row.iteration / row.iterations_per_epoch : 0,
    etaSeconds: row.eta_seconds ?? undefined,
    imagesPerSecond: row.images_per_second ?? undefined,
    trainLoss: row.train_loss ?? undefined,
    valLoss: row.val_loss ?? undefined,
    valAccuracy: row.val_accuracy ?? undefined,
    valBalancedAccuracy: row.val_balanced_accuracy ?? undefined,
    device: row.device || row.wanted_device,
    attempts: row.attempts,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    seconds: row.seconds + running,
    revision: row.revision,
    gpu: row.gpu ?? undefined,
    deleted: row.deleted_at !== null || row.hidden_at !== null,
    onnxKey: row.onnx_key,
    planJson: row.plan_json ?? '',
    dataset: row.dataset,
  }
}
