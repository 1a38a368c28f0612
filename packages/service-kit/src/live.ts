import type { Redis } from 'ioredis'

/** A row that has changed; its reader fetches the rest. */
export interface RowChange {
  kind: 'dataset' | 'model' | 'run' | 'snapshot'
  id: string
  project: string
}

/** Channel of all row changes of a project. */
export const rowChannel = (project: string) => `fovea:rows:${project}`

/** Channel of what a run streams: batches of points and log lines, JSON. */
export const runChannel = (run: string) => `fovea:run:${run}`

export const announceRow = (redis: Redis, change: RowChange) =>
  redis.publish(rowChannel(change.project), JSON.stringify(change))
