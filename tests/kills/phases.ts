import type { Phase } from './cases.js'

export interface BuildRow {
  state: string
  shardsDone: number
  shards: number
}

export interface RunRow {
  state: string
  iteration: number
  iterations: number
  /** Iterations of snapshots that the worker has announced. */
  announced: number[]
}

export type Place = 'before' | 'in' | 'past'

/** Where a build or a run stands against a phase, from its rows alone. */
export const PLACE: {
  [P in Phase]: (row: P extends 'scan' | 'encode' | 'finish' ? BuildRow : RunRow) => Place
} = {
  scan: ({ state }) => (['QUEUED', 'SCANNING'].includes(state) ? 'in' : 'past'),
  encode: ({ state, shards, shardsDone }) => {
    if (state === 'BUILDING') return shardsDone > 0 && shardsDone < shards ? 'in' : 'before'
    return ['QUEUED', 'SCANNING'].includes(state) ? 'before' : 'past'
  },
  finish: ({ state, shards, shardsDone }) => {
    if (state === 'FINISHING' || (state === 'BUILDING' && shards > 0 && shardsDone === shards)) return 'in'
    return ['QUEUED', 'SCANNING', 'BUILDING'].includes(state) ? 'before' : 'past'
  },
  starting: ({ state }) => {
    if (state === 'STARTING') return 'in'
    return ['WAITING_FOR_DATASET', 'QUEUED'].includes(state) ? 'before' : 'past'
  },
  training: ({ state, iteration, iterations }) => {
    if (state === 'RUNNING' && iteration > 0) return iteration < iterations ? 'in' : 'past'
    return ['WAITING_FOR_DATASET', 'QUEUED', 'STARTING', 'RUNNING'].includes(state) ? 'before' : 'past'
  },
  ending: ({ state, iterations, announced }) => {
    if (state === 'RUNNING') return iterations > 0 && announced.includes(iterations) ? 'in' : 'before'
    return ['WAITING_FOR_DATASET', 'QUEUED', 'STARTING'].includes(state) ? 'before' : 'past'
  },
}
