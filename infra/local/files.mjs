import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname, parse } from 'node:path'

/** The parsed JSON of a file, or undefined where there is none or a crash left half of one. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Writes beside and renames, so that a reader sees the old text or the new one, never a part. */
export function writeWhole(path, text, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true })
  const beside = `${path}.${randomUUID().slice(0, 8)}`
  const file = openSync(beside, 'wx', mode)
  try {
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
}

export function writeJson(path, value, mode) {
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, mode)
}

/** The first folder on the way to `path` that a process of this uid and gid may not enter, or undefined. */
export function firstClosedFolder(path, uid, gid) {
  const { root } = parse(path)
  const folders = []
  for (let at = path; ; at = dirname(at)) {
    folders.unshift(at)
    if (at === root) break
  }
  return folders.find(folder => {
    const facts = statSync(folder, { throwIfNoEntry: false })
    if (!facts?.isDirectory()) return false
    const bit = facts.uid === uid ? 0o100 : facts.gid === gid ? 0o010 : 0o001
    return (facts.mode & bit) === 0
  })
}
