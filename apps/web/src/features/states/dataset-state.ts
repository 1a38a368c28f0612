import type { DatasetState } from '../../gql/graphql'
import type { Tone } from '../../ui/state-mark'

const WORDS: Record<DatasetState, { tone: Tone; word: string }> = {
  QUEUED: { tone: 'wait', word: 'Queued' },
  SCANNING: { tone: 'live', word: 'Scanning' },
  BUILDING: { tone: 'live', word: 'Building' },
  FINISHING: { tone: 'live', word: 'Finishing' },
  READY: { tone: 'ok', word: 'Ready' },
  FAILED: { tone: 'bad', word: 'Failed' },
  ABORTED: { tone: 'stop', word: 'Aborted' },
  DELETED: { tone: 'stop', word: 'Deleted' },
}

export const datasetWords = (state: DatasetState) => WORDS[state]

const BUILDING: readonly DatasetState[] = ['QUEUED', 'SCANNING', 'BUILDING', 'FINISHING']

export const isBuilding = (state: DatasetState) => BUILDING.includes(state)

/** A model may be made on it: at once, or once it is built. */
export const isUsable = (state: DatasetState) => state === 'READY' || isBuilding(state)
