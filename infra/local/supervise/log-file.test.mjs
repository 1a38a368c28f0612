import { closeSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastLines, openLog, rotate } from './log-file.mjs'

test('a log that grew too large is kept once, and its writer goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-log-'))
  const path = join(folder, 'logs/part.log')
  const file = openLog(path)
  writeSync(file, 'a\nb\nc\n')
  expect(rotate(path, 100)).toBe(false)
  expect(lastLines(path, 2)).toBe('  b\n  c')
  expect(rotate(path, 5)).toBe(true)
  writeSync(file, 'd\n')
  closeSync(file)
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('a\nb\nc\n')
  expect(readFileSync(path, 'utf8')).toBe('d\n')
  rmSync(folder, { recursive: true })
})
