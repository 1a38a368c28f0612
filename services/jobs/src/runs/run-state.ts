/** States of a run, as in the database and (with a prefix) in the contract. */
export const STATES = [
  'WAITING_FOR_DATASET',
  'QUEUED',
  'STARTING',
  'RUNNING',
  'STOPPING',
  'PAUSED',
  'SUCCEEDED',
  'ABORTED',
  'FAILED',
] as const

export type State = (typeof STATES)[number]

/** Where a run that is being stopped may be going. */
export type StopTarget = 'ABORTED' | 'PAUSED' | 'QUEUED'

/**
 * Every move there is. A run without a process goes straight to PAUSED or ABORTED; one with a process passes through STOPPING, and may
 * succeed there when it was on its last step. A run paused before its network was frozen goes back to waiting.
 */
const MOVES: Record<State, readonly State[]> = {
  WAITING_FOR_DATASET: ['QUEUED', 'PAUSED', 'ABORTED', 'FAILED'],
  QUEUED: ['STARTING', 'PAUSED', 'ABORTED', 'FAILED'],
  STARTING: ['RUNNING', 'STOPPING', 'QUEUED', 'FAILED'],
  RUNNING: ['SUCCEEDED', 'STOPPING', 'QUEUED', 'FAILED'],
  STOPPING: ['ABORTED', 'PAUSED', 'QUEUED', 'SUCCEEDED', 'FAILED'],
  PAUSED: ['QUEUED', 'WAITING_FOR_DATASET', 'ABORTED', 'FAILED'],
  SUCCEEDED: [],
  ABORTED: [],
  FAILED: [],
}

export const mayMove = (from: State, to: State): boolean => MOVES[from].includes(to)

/** Nothing more will happen by itself or can be asked for. */
export const isEnded = (state: State): boolean => MOVES[state].length === 0

/** Something is going on or will go on by itself. */
export const isLive = (state: State): boolean => !isEnded(state) && state !== 'PAUSED'

/** A process exists or may exist. */
export const hasProcess = (state: State): boolean => state === 'STARTING' || state === 'RUNNING' || state === 'STOPPING'

export type Wish = 'pause' | 'resume' | 'abort'

/** The state a wish leads to now, or undefined when it makes no sense in this state; STOPPING remembers the target. */
export function answerWish(state: State, wish: Wish, isFrozen: boolean): State | undefined {
  if (wish === 'resume') return state === 'PAUSED' ? (isFrozen ? 'QUEUED' : 'WAITING_FOR_DATASET') : undefined
  if (isEnded(state) || (wish === 'pause' && state === 'PAUSED')) return undefined
  if (hasProcess(state)) return 'STOPPING'
  return wish === 'pause' ? 'PAUSED' : 'ABORTED'
}
