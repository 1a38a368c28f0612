import { copyFileSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'

export const LARGEST_LOG_BYTES = 16 * 1024 * 1024

/**
 * A log opened for appending. Parts write to the file itself, not through the supervisor,
 * so that they live on when it is killed.
 */
export function openLog(path) {
  mkdirSync(dirname(path), { recursive: true })
  return openSync(path, 'a', 0o640)
}

/** Keeps one former file. Copying and cutting lets writers keep their descriptor: they append, so they go on at the new end. */
export function rotate(path, largest = LARGEST_LOG_BYTES) {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= largest) return false
  copyFileSync(path, `${path}.1`)
  truncateSync(path, 0)
  return true
}

/** The end of a log, set in, for a message. */
export function lastLines(path, count) {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines
    .slice(-count)
    .map(line => `  ${line}`)
    .join('\n')
}
