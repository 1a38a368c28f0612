import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJson } from '../files.mjs'
import { holder, release, take } from './lock.mjs'
import { identify } from './processes.mjs'

let folder
let lock
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fovea-lock-'))
  lock = join(folder, 'lock.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('one process holds it until it lets go', () => {
  expect(take(lock)).toBe(true)
  expect(holder(lock)?.pid).toBe(process.pid)
  expect(take(lock)).toBe(false)
  release(lock)
  expect(holder(lock)).toBeUndefined()
  expect(take(lock)).toBe(true)
})

test('a living process keeps its lock, a killed one loses it', async () => {
  const child = spawn('sleep', ['60'])
  writeFileSync(lock, JSON.stringify(identify(child.pid)))
  expect(take(lock)).toBe(false)
  child.kill('SIGKILL')
  await new Promise(resolve => child.once('exit', resolve))
  expect(take(lock)).toBe(true)
  expect(readJson(lock).pid).toBe(process.pid)
})

test('a number that lives again as another process does not hold it', () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, start: 'another boot:1' }))
  expect(take(lock)).toBe(true)
})

test('half a lock file is taken over', () => {
  writeFileSync(lock, '{"pid":')
  expect(take(lock)).toBe(true)
})

test('a lock of somebody else is not released', () => {
  writeFileSync(lock, JSON.stringify({ pid: 1, start: 'x' }))
  release(lock)
  expect(readJson(lock)).toEqual({ pid: 1, start: 'x' })
})
