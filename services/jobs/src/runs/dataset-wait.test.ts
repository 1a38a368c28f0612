import { type Dataset, DatasetState } from '@fovea/proto/datasets/v1/datasets'
import { describe, expect, it } from 'vitest'
import { answerOf } from './dataset-wait.js'

const ships = { name: 'ships', reason: 'no images', remedy: 'Add some.', filesDone: 34, filesTotal: 100 } as Dataset
const answer = (state: DatasetState) => answerOf({ ...ships, state })

describe('a run and its dataset', () => {
  it.each([
    [DatasetState.QUEUED, 'waiting for the dataset ships, which is queued'],
    [DatasetState.SCANNING, 'waiting for the dataset ships, which is being scanned'],
    [DatasetState.BUILDING, 'waiting for the dataset ships, which is being built, 34 %'],
    [DatasetState.FINISHING, 'waiting for the dataset ships, which is being finished'],
  ])('%s: waits', (state, reason) => expect(answer(state)).toEqual({ is: 'wait', reason }))

  it('goes on when it is ready', () => expect(answer(DatasetState.READY)).toEqual({ is: 'ready' }))

  it('fails with the reason of the dataset', () =>
    expect(answer(DatasetState.FAILED)).toEqual({
      is: 'failed',
      failure: 'dataset',
      reason: 'The dataset ships failed: no images',
      remedy: 'Add some.',
    }))

  it.each([
    [answer(DatasetState.ABORTED), 'The build of the dataset ships was aborted.'],
    [answer(DatasetState.DELETED), 'The dataset was deleted.'],
    [answerOf(undefined), 'The dataset was deleted.'],
  ])('fails when there will be none', (given, reason) => expect(given).toMatchObject({ is: 'failed', reason }))
})
