import { type Dataset, DatasetState, Resize } from '@fovea/proto/datasets/v1/datasets'
import { SPLITS } from '../builds/split.js'
import type { DatasetRow, ResizeMode } from './dataset.entity.js'
import { isLive } from './dataset-state.js'
import { etaSeconds } from './eta.js'

const MODES: [ResizeMode, Resize][] = [
  ['squash', Resize.SQUASH],
  ['crop', Resize.CROP],
  ['fill', Resize.FILL],
  ['half-crop', Resize.HALF_CROP],
]

export const resizeMode = (resize: Resize): ResizeMode | undefined => MODES.find(([, value]) => value === resize)?.[0]

export function toDataset(row: DatasetRow): Dataset {
  const building = isLive(row.state)
  return {
    id: row.id,
    project: row.project,
    name: row.name,
    state: row.deleted_at ? DatasetState.DELETED : DatasetState[row.state],
    reason: row.reason,
    remedy: row.remedy,
    folder: row.folder,
    recipe: {
      height: row.height,
      width: row.width,
      channels: row.channels,
      resize: MODES.find(([mode]) => mode === row.resize)?.[1] ?? Resize.UNSPECIFIED,
      validationPercent: row.validation_percent,
      testPercent: row.test_percent,
      seed: Number(row.seed),
    },
    classes: row.classes,
    counts: row.counts ? SPLITS.map(split => ({ split, perClass: row.counts?.[split] ?? [] })) : [],
    filesDone: row.state === 'READY' ? row.files_total : row.files_done,
    filesTotal: row.files_total,
    etaSeconds: building ? eta(row) : undefined,
    rejectedCount: row.rejected_count + (building ? row.shard_rejected : 0),
    rejected: row.rejected,
    diskBytes: Number(row.disk_bytes),
    meanPixel: row.mean_pixel,
    manifestKey: row.state === 'READY' ? `${datasetPrefix(row)}manifest.json` : '',
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    revision: row.revision,
  }
}

const eta = (row: DatasetRow) =>
  etaSeconds({
    done: row.files_done,
    total: row.files_total,
    windowDone: row.window_done,
    windowSeconds: row.window_seconds ?? 0,
  })

/** Where a dataset's objects are; ends in a slash. */
export const datasetPrefix = ({ project, id }: { project: string; id: string }) => `${project}/datasets/${id}/`
