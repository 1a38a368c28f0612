import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { readJson, writeJson } from '../files.mjs'

const SKIPPED = new Set([
  'node_modules',
  'dist',
  'gen',
  '.next',
  '.git',
  '.fovea',
  '__pycache__',
  '.cache',
  'artefacts',
])

function* filesBelow(path) {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (!facts) return
  if (!facts.isDirectory()) return yield path
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!SKIPPED.has(entry.name)) yield* filesBelow(join(path, entry.name))
  }
}

/** A hash of names and contents of all wanted files at or below these paths, and of these words. */
export function contentHash(root, paths, words = [], wanted = () => true) {
  const hash = createHash('sha256').update(JSON.stringify(words))
  const files = paths.flatMap(path => [...filesBelow(join(root, path))])
  for (const file of files.filter(wanted).sort()) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

/** Whether this step was done for this content, and what it made is still there. */
export function isDone(stampFile, value, outputs = []) {
  return readJson(stampFile)?.value === value && outputs.every(path => statSync(path, { throwIfNoEntry: false }))
}

export function markDone(stampFile, value) {
  writeJson(stampFile, { value })
}
