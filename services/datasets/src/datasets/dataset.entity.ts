import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import type { PerSplit } from '../builds/split.js'
import type { KeptFindings } from '../findings/kept-findings.js'
import type { Origin } from '../sources/origin.js'
import type { State } from './dataset-state.js'

export type ResizeMode = 'squash' | 'crop' | 'fill' | 'half-crop'
export type EncodingName = 'raw' | 'jpeg' | 'png'

/** A row of `dataset` with what `DATASET_COLUMNS` derives. Names are the table's. */
export interface DatasetRow {
  id: string
  project: string
  name: string
  request_id: string
  state: State
  reason: string
  remedy: string
  root: string
  folder: string
  origin: Origin
  source: string | null
  upload: string | null
  height: number
  width: number
  channels: number
  resize: ResizeMode
  validation_percent: number
  test_percent: number
  seed: string
  mirror: boolean
  encoding: EncodingName
  fast_decoding: boolean
  chosen_classes: string[]
  merged_classes: { name: string; from: string[] }[]
  /** 0 = no limit. */
  min_per_class: number
  max_per_class: number
  classes: string[]
  counts: PerSplit<number[]> | null
  files_total: number
  rejected: RejectedFile[]
  rejected_count: number
  disk_bytes: string
  mean_pixel: number[]
  findings: KeptFindings | null
  created_by: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  deleted_at: Date | null
  revision: number
  attempts: number
  failures: number
  window_done: number
  window_seconds: number | null
  files_done: number
  shard_rejected: number
}

/** Every column, and what other tables say about the row, in one statement. */
export const DATASET_COLUMNS = `d.*,
  extract(epoch FROM d.progress_at - d.window_at)::float8 AS window_seconds,
  coalesce(s.done, 0)::int AS files_done, coalesce(s.rejected, 0)::int AS shard_rejected`

export const DATASET_FROM = `dataset d LEFT JOIN LATERAL (
  SELECT sum(progress) AS done, sum(rejected) AS rejected FROM shard WHERE dataset = d.id) s ON true`
