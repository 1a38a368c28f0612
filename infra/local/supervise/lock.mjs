import { linkSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readJson } from '../files.mjs'
import { identify, isAlive } from './processes.mjs'

/** The living process that holds the lock, or undefined. */
export function holder(path) {
  const record = readJson(path)
  return isAlive(record) ? record : undefined
}

/** Takes the lock for this process; false when a living process has it. A dead one's lock is taken over. */
export function take(path) {
  mkdirSync(dirname(path), { recursive: true })
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, JSON.stringify(identify(process.pid)))
  try {
    return link(mine, path) || replaceStale(mine, path)
  } finally {
    rmSync(mine, { force: true })
  }
}

function link(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Only the one who made the second link may replace the first, so two who see the same dead holder don't both win. */
function replaceStale(mine, path) {
  const guard = `${path}.taking`
  const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (age > 10_000) rmSync(guard, { force: true })
  if (!link(mine, guard)) return false
  try {
    if (holder(path)) return false
    renameSync(mine, path)
    return true
  } finally {
    rmSync(guard, { force: true })
  }
}

export function release(path) {
  if (readJson(path)?.pid === process.pid) rmSync(path, { force: true })
}
