import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.mjs'
import { holder, release, take } from '../supervise/lock.mjs'

const LONGEST_MS = 3_600_000

/**
 * Runs `work` while no other process sets up with the same tools: two builds into one folder would spoil each other.
 * @template T
 * @param {string} tools
 * @param {string} name of the lock
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} say
 */
export async function alone(tools, name, work, say) {
  const lock = join(tools, `${name}.lock`)
  for (const since = Date.now(); !take(lock); await sleep(300)) {
    const other = holder(lock)?.pid
    if (Date.now() - since > LONGEST_MS) {
      throw new Failure(`Process ${other} has been setting up for an hour. End it, then run the same command again.`)
    }
    say(`waiting for process ${other ?? 'that'}, which sets up as well`)
  }
  try {
    return await work()
  } finally {
    release(lock)
  }
}
