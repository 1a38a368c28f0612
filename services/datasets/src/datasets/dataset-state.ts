export const STATES = ['QUEUED', 'SCANNING', 'BUILDING', 'FINISHING', 'READY', 'FAILED', 'ABORTED'] as const
export type State = (typeof STATES)[number]

/** Every move there is; a repository writes no other. */
const MOVES: Record<State, readonly State[]> = {
  QUEUED: ['SCANNING', 'FAILED', 'ABORTED'],
  SCANNING: ['BUILDING', 'FAILED', 'ABORTED'],
  BUILDING: ['FINISHING', 'FAILED', 'ABORTED'],
  FINISHING: ['READY', 'FAILED', 'ABORTED'],
  // Its objects have vanished from the store.
  READY: ['FAILED'],
  FAILED: [],
  ABORTED: [],
}

/** States from which a row may come to `to`. */
export const statesBefore = (to: State): State[] => STATES.filter(from => MOVES[from].includes(to))

/** States in which a build goes on by itself. */
export const LIVE: State[] = ['QUEUED', 'SCANNING', 'BUILDING', 'FINISHING']

export const isLive = (state: State) => LIVE.includes(state)
