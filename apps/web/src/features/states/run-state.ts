import type { RunState } from '../../gql/graphql'
import type { Tone } from '../../ui/state-mark'

const WORDS: Record<RunState, { tone: Tone; word: string }> = {
  WAITING_FOR_DATASET: { tone: 'wait', word: 'Waiting for dataset' },
  QUEUED: { tone: 'wait', word: 'Queued' },
  STARTING: { tone: 'live', word: 'Starting' },
  RUNNING: { tone: 'live', word: 'Running' },
  STOPPING: { tone: 'wait', word: 'Stopping' },
  PAUSED: { tone: 'pause', word: 'Paused' },
  SUCCEEDED: { tone: 'ok', word: 'Finished' },
  ABORTED: { tone: 'stop', word: 'Aborted' },
  FAILED: { tone: 'bad', word: 'Failed' },
}

export const runWords = (state: RunState) => WORDS[state]

const ENDED: readonly RunState[] = ['SUCCEEDED', 'ABORTED', 'FAILED']

/** Running, waiting or paused: it can still go on. */
export const isLive = (state: RunState) => !ENDED.includes(state)

/** Figures of it move right now. */
export const isMoving = (state: RunState) => state === 'RUNNING' || state === 'STARTING' || state === 'STOPPING'

export const canPause = (state: RunState) => state === 'RUNNING' || state === 'STARTING' || state === 'QUEUED'
