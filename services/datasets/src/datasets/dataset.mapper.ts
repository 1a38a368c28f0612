import {
  type Dataset,
  DatasetState,
  Encoding,
  Resize,
  type Source,
  type TextFile,
} from '@fovea/proto/datasets/v1/datasets'
import { SPLITS } from '../builds/split.js'
import { toFindings } from '../findings/kept-findings.js'
import type { ListFile, Origin } from '../sources/origin.js'
import type { DatasetRow, EncodingName, ResizeMode } from './dataset.entity.js'
import { isLive } from './dataset-state.js'
import { etaSeconds } from './eta.js'

const MODES: [ResizeMode, Resize][] = [
  ['squash', Resize.SQUASH],
  ['crop', Resize.CROP],
  ['fill', Resize.FILL],
  ['half-crop', Resize.HALF_CROP],
]

const ENCODINGS: [EncodingName, Encoding][] = [
  ['raw', Encoding.RAW],
  ['jpeg', Encoding.JPEG],
  ['png', Encoding.PNG],
]

export const encodingName = (encoding: Encoding): EncodingName =>
  ENCODINGS.find(([, value]) => value === encoding)?.[0] ?? 'raw'

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
      mirror: row.mirror,
      classes: row.chosen_classes,
      merged: row.merged_classes,
      minPerClass: row.min_per_class,
      maxPerClass: row.max_per_class,
      encoding: ENCODINGS.find(([name]) => name === row.encoding)?.[1] ?? Encoding.RAW,
      fastDecoding: row.fast_decoding,
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
    source: { from: toSource(row.origin) },
    findings: row.findings ? toFindings(row.findings) : undefined,
  }
}

const textFile = (file: ListFile | undefined): TextFile | undefined =>
  file && { of: 'path' in file ? { $case: 'path', value: file.path } : { $case: 'text', value: '' } }

/** As it was asked for; texts left out. */
function toSource(origin: Origin): Source['from'] {
  switch (origin.kind) {
    case 'folder': {
      const { folder, validation = '', test = '' } = origin
      return { $case: 'folder', value: { folder, validationFolder: validation, testFolder: test } }
    }
    case 'lists': {
      const { train, validation, test, labels, imageFolder, keepsOrder } = origin
      const files = {
        train: textFile(train),
        validation: textFile(validation),
        test: textFile(test),
        labels: textFile(labels),
      }
      return { $case: 'lists', value: { ...files, imageFolder, keepsOrder } }
    }
    case 'archive':
      return { $case: 'archive', value: { path: origin.path } }
    case 'upload':
      return { $case: 'upload', value: { upload: origin.upload } }
    case 's3': {
      const { url, endpoint, region } = origin
      return { $case: 's3', value: { url, endpoint, region, accessKey: '', secretKey: '' } }
    }
    case 'dataset':
      return { $case: 'dataset', value: { dataset: origin.dataset, dealsAnew: origin.dealsAnew } }
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
