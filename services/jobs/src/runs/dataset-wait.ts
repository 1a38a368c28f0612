import { type Dataset, DatasetState } from '@fovea/proto/datasets/v1/datasets'
import type { Failure } from '../launch/failure.js'

/** What a run that waits for its dataset does next. */
export type DatasetAnswer = { is: 'ready' } | { is: 'wait'; reason: string } | ({ is: 'failed' } & Failure)

const DOING: Partial<Record<DatasetState, string>> = {
  [DatasetState.QUEUED]: 'is queued',
  [DatasetState.SCANNING]: 'is being scanned',
  [DatasetState.BUILDING]: 'is being built',
  [DatasetState.FINISHING]: 'is being finished',
}

export function answerOf(dataset: Dataset | undefined): DatasetAnswer {
  const remedy = 'Make a model on another dataset.'
  if (!dataset || dataset.state === DatasetState.DELETED)
    return { is: 'failed', failure: 'dataset', reason: 'The dataset was deleted.', remedy }
  const { state, name, reason } = dataset
  if (state === DatasetState.READY) return { is: 'ready' }
  if (state === DatasetState.ABORTED)
    return { is: 'failed', failure: 'dataset', reason: `The build of the dataset ${name} was aborted.`, remedy }
  if (state === DatasetState.FAILED)
    return {
      is: 'failed',
      failure: 'dataset',
      reason: `The dataset ${name} failed: ${reason}`,
      remedy: dataset.remedy || remedy,
    }
  const done =
    state === DatasetState.BUILDING && dataset.filesTotal > 0
      ? `, ${Math.floor((100 * dataset.filesDone) / dataset.filesTotal)} %`
      : ''
  return { is: 'wait', reason: `waiting for the dataset ${name}, which ${DOING[state] ?? 'is not ready'}${done}` }
}
